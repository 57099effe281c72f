//! The calendar and the times of a day, for a new appointment and for one that moves.

use crate::calendar::{Date, TODAY, weekdays};
use crate::clinic::{Clinician, times};
use crate::faults::wcag;
use crate::portal::Portal;

/// What is to be picked, and what has been.
pub(crate) struct Picker<'a> {
    pub(crate) portal: &'a Portal,
    pub(crate) clinician: &'static Clinician,
    /// Where the calendar leads.
    pub(crate) action: &'a str,
    /// Hidden fields that the calendar takes along, as HTML.
    pub(crate) hidden: &'a str,
    pub(crate) month: Date,
    pub(crate) day: Option<Date>,
    /// For a new appointment; that is where the faults are.
    pub(crate) new: bool,
}

/// The month to show: the one asked for, the one of the chosen day, or this one.
pub(crate) fn month_of(month: &str, day: Option<Date>) -> Date {
    Date::parse_iso(&format!("{month}-01")).or(day).unwrap_or(TODAY).first_of_month(0)
}

impl Picker<'_> {
    fn has(&self, fault: crate::faults::Fault) -> bool {
        self.new && self.portal.has(fault)
    }

    /// The month as a table of buttons.
    pub(crate) fn calendar(&self) -> String {
        let heads: String = weekdays()
            .iter()
            .map(|name| {
                format!(
                    r#"<th scope="col"><span aria-hidden="true">{}</span><span class="vh">{name}</span></th>"#,
                    &name[..2]
                )
            })
            .collect();
        let mut rows = String::from("<tr>");
        for _ in 0..self.month.weekday() {
            rows.push_str("<td></td>");
        }
        for number in 1..=self.month.days_of_month() {
            let day = Date { day: number, ..self.month };
            if number > 1 && day.weekday() == 0 {
                rows.push_str("</tr><tr>");
            }
            rows += &self.cell(day);
        }
        let last = Date { day: self.month.days_of_month(), ..self.month };
        for _ in last.weekday()..6 {
            rows.push_str("<td></td>");
        }
        rows.push_str("</tr>");
        format!(
            r#"<form class="calendar card" method="get" action="{action}">{hidden}
<div class="month"><h2 id="month">{month}</h2>{arrows}</div>
<table aria-labelledby="month"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
<p class="hint">You can choose the days that have free times.</p>
</form>"#,
            action = self.action,
            hidden = self.hidden,
            month = self.month.month_and_year(),
            arrows = self.arrows(),
        )
    }

    fn arrows(&self) -> String {
        let unnamed = self.day.is_none() && self.has(wcag::CALENDAR_ARROWS_UNNAMED);
        let role = if self.day.is_none() && self.has(wcag::ROLE_MISSPELT) {
            r#" role="buton""#
        } else {
            ""
        };
        let arrow = |months: i32, name: &str, path: &str, role: &str| {
            let label = if unnamed { String::new() } else { format!(r#" aria-label="{name}""#) };
            let month = self.month.first_of_month(months);
            let past = if month < TODAY.first_of_month(0) { " disabled" } else { "" };
            format!(
                r#"<button class="arrow second" name="month" value="{:04}-{:02}"{label}{role}{past}><svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"><path d="{path}" fill="none" stroke="currentColor" stroke-width="2.5"/></svg></button>"#,
                month.year, month.month
            )
        };
        arrow(-1, "Previous month", "M15 5l-7 7 7 7", "")
            + &arrow(1, "Next month", "M9 5l7 7-7 7", role)
    }

    fn cell(&self, day: Date) -> String {
        let today = if day == TODAY { r#" aria-current="date""# } else { "" };
        if times(self.clinician, day).is_empty() {
            return format!(r#"<td{today}><span class="day none">{}</span></td>"#, day.day);
        }
        let pressed = if self.day == Some(day) { r#" aria-pressed="true""# } else { "" };
        let name = day.long();
        if self.day.is_none() && self.has(wcag::CALENDAR_DAYS_DIV) {
            return format!(
                r#"<td{today}><div class="day" role="button" data-day="{}" aria-label="{name}">{}</div></td>"#,
                day.iso(),
                day.day
            );
        }
        format!(
            r#"<td{today}><button class="day" name="day" value="{}" aria-label="{name}"{pressed}>{}</button></td>"#,
            day.iso(),
            day.day
        )
    }

    /// The times of the chosen day; nothing while no day is chosen.
    pub(crate) fn slots(&self, error: &str) -> String {
        let Some(day) = self.day else { return String::new() };
        let free = times(self.clinician, day);
        let alert = if error.is_empty() {
            String::new()
        } else {
            format!(r#"<p class="error" id="time-error">{error}</p>"#)
        };
        let described = if error.is_empty() { "" } else { r#" aria-describedby="time-error""# };
        let words = if self.has(wcag::SLOT_STATE_MISSING) {
            Some("")
        } else if self.has(wcag::SLOT_STATE_INVALID) {
            Some(r#" aria-checked="no""#)
        } else {
            None
        };
        let mut choices = String::new();
        for (index, time) in free.iter().enumerate() {
            choices += &match words {
                Some(state) => format!(
                    r#"<div class="slot" role="radio" tabindex="{}" data-time="{time}"{state}><span class="dot" aria-hidden="true"></span>{time}</div>"#,
                    if index == 0 { 0 } else { -1 }
                ),
                None => format!(
                    r#"<label><input type="radio" name="time" value="{time}" required> {time}</label>"#
                ),
            };
        }
        if words.is_some() {
            return format!(
                r#"<div class="slots"><p class="legend" id="time-legend">Time</p>{alert}
<div class="choices" role="radiogroup" aria-labelledby="time-legend">{choices}</div>
<input type="hidden" name="time" value=""></div>"#
            );
        }
        format!(
            r#"<fieldset{described}><legend>Time</legend>{alert}<div class="choices">{choices}</div></fieldset>"#
        )
    }

    /// Scripts that its faults need.
    pub(crate) fn fault_script(&self) -> Option<&'static str> {
        let faulty = [wcag::CALENDAR_DAYS_DIV, wcag::SLOT_STATE_MISSING, wcag::SLOT_STATE_INVALID];
        faulty.iter().any(|fault| self.has(*fault)).then_some("picker-faults.js")
    }
}
