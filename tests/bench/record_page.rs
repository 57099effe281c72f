//! A medical record as one long page: letters, a filter, and results by year, as many as are asked for.

use std::fmt::Write;

/// Elements of the page without any result.
const FRAME: usize = 40;
/// Elements of one year without its results.
const YEAR: usize = 11;
/// Elements of one result.
const RESULT: usize = 13;
/// Results of one year.
const YEARLY: usize = 24;

const TESTS: [&str; 8] = [
    "Potassium",
    "Sodium",
    "Creatinine",
    "LDL cholesterol",
    "Haemoglobin A1c",
    "Ferritin",
    "TSH",
    "Platelets",
];

/// The page, of about so many elements.
pub(crate) fn of(elements: usize) -> String {
    let mut page = String::from(HEAD);
    let (mut made, mut row) = (FRAME, 0);
    while made + YEAR + RESULT <= elements {
        let year = 2_026_usize.saturating_sub(row / YEARLY);
        open_year(&mut page, year, row);
        made += YEAR;
        for _ in 0..YEARLY {
            if made + RESULT > elements {
                break;
            }
            result(&mut page, row);
            made += RESULT;
            row += 1;
        }
        row = row.next_multiple_of(YEARLY);
        page.push_str("</tbody></table></section>\n");
    }
    page.push_str(FOOT);
    page
}

fn open_year(page: &mut String, year: usize, row: usize) {
    let _ = write!(
        page,
        "<section class=year aria-labelledby=y{row}><h2 id=y{row}>Results of {year}, part {row}</h2>\
         <table><caption>Laboratory</caption><thead><tr><th scope=col>Test<th scope=col>Result\
         <th scope=col>Range<th scope=col>Action</tr></thead><tbody>"
    );
}

fn result(page: &mut String, row: usize) {
    let test = TESTS[row % TESTS.len()];
    let state = if row.is_multiple_of(7) { "high" } else { "usual" };
    let _ = write!(
        page,
        "<tr class={state}><th scope=row><a href=/results/{row}>{test} {row}</a>\
         <td><strong>{}.{}</strong> <span class=unit>mmol/L</span>\
         <td><span class=range>3.5 to 5.1</span>\
         <td><label>Note <input name=note{row} type=text></label> <button type=button>Share {test} {row}</button>\
         <i class=mark></i></tr>",
        3 + row % 3,
        row % 10,
    );
}

const HEAD: &str = r#"<!doctype html><html lang=en><head><meta charset=utf-8><title>Your record - Example Health</title>
<meta name=viewport content="width=device-width, initial-scale=1"><style>
body { font: 16px/1.5 sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto; max-width: 60rem; padding: 1rem }
header, footer { background: #003b5c; color: #fff; padding: 1rem } header a { color: #fff; padding: .5rem }
.year { border: 1px solid #ccd; border-radius: 8px; margin: 1rem 0; padding: 1rem; background: #f7f9fb }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .4rem; border-bottom: 1px solid #dde }
.high strong { color: #a80000 } .unit, .range { color: #555 }
button { min-height: 28px; background: #00558c; color: #fff; border: 0; border-radius: 4px }
.mark { display: inline-block; width: 8px; height: 8px; border-radius: 50%; background: #00558c }
tr:nth-child(even) { background: #eef3f7 }
</style></head><body><header><p>Example Health</p><nav aria-label=Main><ul><li><a href=/>Home</a><li><a href=/visits>Visits</a>
<li><a href=/record aria-current=page>Record</a><li><a href=/messages>Messages</a></ul></nav></header><main><h1>Your record</h1>
<form aria-label="Filter"><label>From <input type=date name=from></label><label>To <input type=date name=to></label>
<label>Kind <select name=kind><option>All<option>Laboratory<option>Imaging</select></label><button>Filter</button></form>
<p>Ask <a href=/messages/new>your clinic</a> about anything that you do not understand.</p>
"#;

const FOOT: &str = "</main><footer><p>Call 555-0100 in an emergency.</p><p><a href=/help style='color:#fff'>Help</a></p></footer></body></html>";
