//! What gives a server's insides away in a body: the calls that led to a failure, a database's words, a framework's page
//! for its developers, a path on the server's disk.

use wardround_checks::evidence::DisclosureKind::{
    self, DatabaseError, DebugPage, ServerPath, StackTrace,
};

/// Words that nobody but a database says.
const DATABASE: [&str; 14] = [
    "You have an error in your SQL syntax",
    "SQLSTATE[",
    "syntax error at or near \"",
    "unterminated quoted string at or near",
    "Unclosed quotation mark after the character string",
    "org.postgresql.util.PSQLException",
    "PG::SyntaxError",
    "com.mysql.",
    "java.sql.SQLException",
    "java.sql.SQLSyntaxErrorException",
    "System.Data.SqlClient.SqlException",
    "sqlite3.OperationalError",
    "SQLITE_ERROR",
    "Microsoft OLE DB Provider",
];

/// Words of the pages that frameworks show their developers.
const DEBUG: [(&str, &str); 8] = [
    ("seeing this error because you have <code>DEBUG = True</code>", "Django's debug page"),
    ("Werkzeug Debugger", "Werkzeug's debugger"),
    ("Action Controller: Exception caught", "the debug page of Rails"),
    ("Server Error in '", "the error page of ASP.NET"),
    ("Whitelabel Error Page", "the error page of Spring"),
    ("Whoops, looks like something went wrong", "Laravel's debug page"),
    ("window.ignite(", "Laravel's debug page"),
    ("Symfony Exception", "Symfony's debug page"),
];

/// Folders in which programs lie on servers, and nothing else does.
const FOLDERS: [&str; 7] = [
    "/var/www/",
    "/usr/src/app/",
    "/usr/local/lib/",
    "/opt/app/",
    "/srv/www/",
    "C:\\inetpub\\",
    "C:\\Windows\\Microsoft.NET\\",
];

/// What a text gives away, each kind once, with its name and the words that show it.
pub(super) fn marks(text: &str) -> Vec<(DisclosureKind, &'static str)> {
    // In JSON a line break is two letters.
    let text = text.replace("\\n", "\n");
    let mut found = Vec::new();
    let mut add = |kind, name| {
        if found.iter().all(|(_, known)| *known != name) {
            found.push((kind, name));
        }
    };
    let has = |part: &str| text.contains(part);
    if text.lines().any(is_java) {
        add(StackTrace, "a Java stack trace");
    }
    if has("Traceback (most recent call last)") && has("File ") {
        add(StackTrace, "a Python traceback");
    }
    if text.lines().any(is_net) || has("--- End of stack trace from ") {
        add(StackTrace, "a .NET stack trace");
    }
    if text.lines().any(is_node) {
        add(StackTrace, "a Node.js stack trace");
    }
    if text.lines().any(|line| is_placed(line, ".rb:", ":in ")) {
        add(StackTrace, "a Ruby backtrace");
    }
    if has("PHP Fatal error:") || has("<b>Fatal error</b>:") || has("Stack trace:\n#0 ") {
        add(StackTrace, "a PHP error");
    }
    if has("goroutine ") && has("[running]:") {
        add(StackTrace, "a Go panic");
    }
    if DATABASE.iter().any(|words| has(words)) || oracle(&text) {
        add(DatabaseError, "the words of a database");
    }
    for (words, name) in DEBUG {
        if has(words) {
            add(DebugPage, name);
        }
    }
    if FOLDERS.iter().any(|folder| has(folder)) {
        add(ServerPath, "a path on the server's disk");
    }
    found
}

/// `at org.clinic.Records.find(Records.java:42)`
fn is_java(line: &str) -> bool {
    [".java:", ".kt:", ".scala:"].iter().any(|file| frame(line, file)) && line.contains('(')
}

/// `at Clinic.Records.Find(Int32 id) in D:\src\Records.cs:line 42`
fn is_net(line: &str) -> bool {
    [".cs:line ", ".vb:line ", ".fs:line "].iter().any(|file| frame(line, file))
}

/// `at Object.find (/app/records.js:42:7)`, which a browser's own stack has not: it has addresses.
fn is_node(line: &str) -> bool {
    let place = [".js:", ".mjs:", ".ts:"].iter().any(|file| frame(line, file));
    place && !line.contains("://") && (line.contains("(/") || line.contains("node:internal"))
}

/// Whether a line is a call that says where in a file it stands.
fn frame(line: &str, file: &str) -> bool {
    line.contains("at ") && is_placed(line, file, "")
}

/// Whether a line has these words, a number, and then those.
fn is_placed(line: &str, file: &str, then: &str) -> bool {
    line.match_indices(file).any(|(at, _)| {
        let rest = &line[at + file.len()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && rest[digits..].starts_with(then)
    })
}

/// `ORA-00933: `
fn oracle(text: &str) -> bool {
    text.match_indices("ORA-").any(|(at, start)| {
        let rest = text.as_bytes().get(at + start.len()..at + start.len() + 6);
        rest.is_some_and(|rest| rest[..5].iter().all(u8::is_ascii_digit) && rest[5] == b':')
    })
}

#[cfg(test)]
mod tests {
    use super::marks;
    use proptest::prelude::*;

    fn names(text: &str) -> Vec<&'static str> {
        marks(text).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn each_language_is_known_by_its_own_words() {
        for (text, expected) in [
            ("\tat org.clinic.Records.find(Records.java:42)", &["a Java stack trace"][..]),
            (
                "Traceback (most recent call last):\n  File \"records.py\", line 4, in find",
                &["a Python traceback"],
            ),
            (
                "   at Clinic.Records.Find(Int32 id) in D:\\src\\Records.cs:line 42",
                &["a .NET stack trace"],
            ),
            ("    at find (/app/records.js:42:7)", &["a Node.js stack trace"]),
            (
                r#"{"url":"https://a.example/","stack":"Error\n    at find (/app/records.js:42:7)"}"#,
                &["a Node.js stack trace"],
            ),
            ("Look at section B:line 5 of the form.", &[]),
            ("    at find (https://portal.example/records.js:42:7)", &[]),
            ("app/controllers/records_controller.rb:42:in `show'", &["a Ruby backtrace"]),
            ("<b>Fatal error</b>: Uncaught Error", &["a PHP error"]),
            ("goroutine 1 [running]:\nmain.main()", &["a Go panic"]),
            ("ORA-00933: SQL command not properly ended", &["the words of a database"]),
            ("ERROR: syntax error at or near \"'\"", &["the words of a database"]),
            ("<h1>Whitelabel Error Page</h1>", &["the error page of Spring"]),
            ("open /var/www/portal/x: no such file", &["a path on the server's disk"]),
            ("We cannot find this page. Look at /home for more.", &[]),
            ("Meet me at clinic.js: 5 pm (ask for Mr. Java)", &[]),
            ("The file ORA-12 was received at 10:15", &[]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_search(text in "(ORA-|at |\\.java:|\\.rb:|:in |[0-9:é(/ ]){0,40}") {
            let _ = marks(&text);
        }
    }
}
