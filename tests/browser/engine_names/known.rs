/// The kinds of differences that are known, and why they are so.
const KNOWN: &[(&str, &str)] = &[];
