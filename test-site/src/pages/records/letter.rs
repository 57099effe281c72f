//! The discharge letter: a small PDF, written by hand, tagged so that it can be read aloud.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::faults::session as fault;
use crate::persona::{self, PATIENT_ONE};
use crate::portal::Portal;
use crate::request::Own;

/// The letter of the patient who asks.
pub(crate) async fn pdf(State(portal): State<Arc<Portal>>, reader: Reader) -> Response {
    let record = match reader.0 {
        Ok(record) => record,
        Err(_) if portal.has(fault::LETTER_PUBLIC) => &PATIENT_ONE,
        Err(refused) => return refused,
    };
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"discharge-letter.pdf\""),
    ];
    (headers, document(&lines(record))).into_response()
}

/// Whoever asks: a patient, or the refusal that would be sent.
pub(crate) struct Reader(pub(super) Result<&'static persona::Patient, Response>);

impl FromRequestParts<Arc<Portal>> for Reader {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        portal: &Arc<Portal>,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self(Own::from_request_parts(parts, portal).await.map(|Own(_, record)| record)))
    }
}

fn lines(record: &persona::Patient) -> Vec<String> {
    vec![
        "Marlowe Vale Health, Wexcombe clinic".to_owned(),
        format!("Discharge letter for {} {}", record.given_name, record.family_name),
        format!("Record number {}, born {}", record.mrn, record.date_of_birth_shown),
        format!("Diagnosis: {}", record.diagnosis),
        format!("Medication: {}", record.medication),
        format!("Findings: {}", record.provider_note),
        "Admitted 3 November 2026, discharged 5 November 2026. Please rest the foot for two weeks."
            .to_owned(),
    ]
}

/// One page with the lines as paragraphs.
fn document(lines: &[String]) -> Vec<u8> {
    let mut drawn = String::from("BT /F1 12 Tf 56 780 Td 20 TL\n");
    let mut paragraphs = String::new();
    let mut kids = String::new();
    for (number, line) in lines.iter().enumerate() {
        let escaped = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        drawn += &format!("/P <</MCID {number}>> BDC ({escaped}) Tj EMC T*\n");
        let object = number + 9;
        kids += &format!("{object} 0 R ");
        paragraphs += &format!("<</Type/StructElem/S/P/P 8 0 R/Pg 3 0 R/K {number}>>\n");
    }
    drawn.push_str("ET");
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R/Lang(en)/MarkInfo<</Marked true>>/StructTreeRoot 7 0 R/ViewerPreferences<</DisplayDocTitle true>>>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents 0/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>\nstream\n{drawn}\nendstream", drawn.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Title(Discharge letter)>>".to_owned(),
        format!("<</Type/StructTreeRoot/K 8 0 R/ParentTree<</Nums[0[{kids}]]>>>>"),
        format!("<</Type/StructElem/S/Document/P 7 0 R/K[{kids}]>>"),
    ];
    objects.extend(paragraphs.lines().map(str::to_owned));

    let mut file = String::from("%PDF-1.7\n");
    let mut offsets = Vec::with_capacity(objects.len());
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let table = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        file += &format!("{offset:010} 00000 n \n");
    }
    file += &format!(
        "trailer\n<</Size {}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_letter_points_at_its_objects() {
        let file = String::from_utf8(document(&lines(&PATIENT_ONE))).unwrap();
        assert!(file.contains(PATIENT_ONE.mrn));
        let start: usize =
            file.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
        let entries: Vec<&str> =
            file[start..].lines().skip(3).take_while(|line| line.ends_with(" n ")).collect();
        assert_eq!(entries.len(), 8 + lines(&PATIENT_ONE).len());
        for (index, entry) in entries.iter().enumerate() {
            assert_eq!(entry.len(), 19, "an entry has 20 bytes with its line end");
            let offset: usize = entry[..10].parse().unwrap();
            assert!(file[offset..].starts_with(&format!("{} 0 obj", index + 1)));
        }
    }

    #[test]
    fn the_length_of_the_page_is_its_length() {
        let file = String::from_utf8(document(&["a (b) \\ c".to_owned()])).unwrap();
        let length: usize =
            file.split("/Length ").nth(1).unwrap().split('>').next().unwrap().parse().unwrap();
        let (_, rest) = file
            .split_once(
                "stream
",
            )
            .unwrap();
        let (stream, _) = rest
            .split_once(
                "
endstream",
            )
            .unwrap();
        assert_eq!(stream.len(), length);
        assert!(stream.contains("(a \\(b\\) \\\\ c) Tj"), "{stream}");
    }
}
