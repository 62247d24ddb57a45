//! The string literals of a Rust source, where its tests, comments and attributes are not.
//!
//! A lexer and no parser: enough to know that `("nl", "en")` are two literals with only a comma between.

/// A literal and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The line it begins on, from 1.
    pub line: usize,
    /// The text, escapes resolved.
    pub text: String,
    /// Whether only a comma stands between the literal before and this one.
    pub follows: bool,
    /// Whether it is the first of a group: right after `(` or `language,`.
    pub opens: bool,
    /// Whether it is the first argument of one of the functions that choose between two languages.
    pub chosen: bool,
}

/// The literals of `source`, in order.
pub fn literals(source: &str) -> Vec<Literal> {
    let mut reader = Reader {
        text: source.chars().collect(),
        at: 0,
        line: 1,
    };
    let mut found = Vec::new();
    let mut between = String::new();
    while let Some(c) = reader.peek(0) {
        if reader.starts("//") {
            reader.skip_line();
        } else if reader.starts("/*") {
            reader.skip_past("*/");
        } else if reader.starts("#[cfg(test)]") {
            reader.skip_item();
        } else if reader.starts("#[") || reader.starts("#![") {
            reader.skip_brackets();
        } else if reader.is_raw() {
            let line = reader.line;
            let text = reader.raw();
            found.push(literal(line, text, &mut between));
        } else if c == '"' {
            let line = reader.line;
            let text = reader.quoted();
            found.push(literal(line, text, &mut between));
        } else if c == '\'' {
            reader.quote();
            between.push('x');
        } else {
            between.push(c);
            reader.next();
        }
    }
    found
}

fn literal(line: usize, text: String, between: &mut String) -> Literal {
    let glue: String = between.split_whitespace().collect();
    between.clear();
    Literal {
        line,
        text,
        follows: glue == ",",
        opens: glue.ends_with('(') || glue.ends_with("language,"),
        chosen: [
            ".t(",
            "pick(language,",
            "pick(self.language,",
            "say(language,(",
        ]
        .iter()
        .any(|call| glue.ends_with(call)),
    }
}

struct Reader {
    text: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn starts(&self, what: &str) -> bool {
        what.chars()
            .enumerate()
            .all(|(i, c)| self.peek(i) == Some(c))
    }

    fn skip_line(&mut self) {
        while self.next().is_some_and(|c| c != '\n') {}
    }

    fn skip_past(&mut self, what: &str) {
        while self.peek(0).is_some() && !self.starts(what) {
            self.next();
        }
        for _ in what.chars() {
            self.next();
        }
    }

    /// An attribute: up to its closing bracket, past the strings in it.
    fn skip_brackets(&mut self) {
        let mut depth = 0;
        while let Some(c) = self.peek(0) {
            match c {
                '"' => {
                    self.quoted();
                    continue;
                }
                '[' => depth += 1,
                ']' => depth -= 1,
                _ => {}
            }
            self.next();
            if c == ']' && depth == 0 {
                return;
            }
        }
    }

    /// What `#[cfg(test)]` stands above: up to the end of its braces, or a semicolon before any.
    fn skip_item(&mut self) {
        self.skip_brackets();
        let mut depth = 0;
        while let Some(c) = self.peek(0) {
            if self.starts("//") {
                self.skip_line();
                continue;
            }
            if self.is_raw() {
                self.raw();
                continue;
            }
            match c {
                '"' => {
                    self.quoted();
                    continue;
                }
                '\'' => {
                    self.quote();
                    continue;
                }
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            self.next();
            if (c == '}' || c == ';') && depth == 0 {
                return;
            }
        }
    }

    fn is_raw(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.text.get(at));
        let begins = !before.is_some_and(|c| c.is_alphanumeric() || *c == '_');
        begins && (self.starts("r\"") || self.starts("r#\"") || self.starts("r##\""))
    }

    fn raw(&mut self) -> String {
        self.next();
        let mut end = String::from("\"");
        while self.peek(0) == Some('#') {
            self.next();
            end.push('#');
        }
        self.next();
        let mut text = String::new();
        while !self.starts(&end) {
            let Some(c) = self.next() else { break };
            text.push(c);
        }
        self.skip_past(&end);
        text
    }

    fn quoted(&mut self) -> String {
        self.next();
        let mut text = String::new();
        while let Some(c) = self.next() {
            match c {
                '"' => break,
                '\\' => match self.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('\n') => {
                        while self.peek(0).is_some_and(char::is_whitespace) {
                            self.next();
                        }
                    }
                    Some('u') => text.push(self.unicode()),
                    Some(other) => text.push(other),
                    None => break,
                },
                c => text.push(c),
            }
        }
        text
    }

    fn unicode(&mut self) -> char {
        let mut digits = String::new();
        self.next();
        while let Some(c) = self.next() {
            if c == '}' {
                break;
            }
            digits.push(c);
        }
        u32::from_str_radix(&digits, 16)
            .ok()
            .and_then(char::from_u32)
            .unwrap_or('\u{fffd}')
    }

    /// A character, or the mark of a lifetime.
    fn quote(&mut self) {
        self.next();
        if self.peek(0) == Some('\\') {
            self.next();
            self.skip_past("'");
        } else if self.peek(1) == Some('\'') {
            self.next();
            self.next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_two_literals_with_a_comma_between() {
        let source = r##"
            //! "not this"
            #[error("nor {this}")]
            fn f<'a>(q: char) -> &'a str {
                if q == '"' { return "één \"woord\" \u{2026}"; }
                pick(language, "Dit is \
                    Nederlands.", "This is English.") /* "no" */
            }
            const RAW: &str = r#"ruw "woord""#;
            #[cfg(test)]
            mod tests { fn g() { let _ = ('}', "}", "toets"); } }
            const AFTER: (&str, &str) = ("na", "after");
        "##;
        let found = literals(source);
        let texts: Vec<&str> = found.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "één \"woord\" …",
                "Dit is Nederlands.",
                "This is English.",
                "ruw \"woord\"",
                "na",
                "after"
            ]
        );
        assert!(found[2].follows && !found[1].follows);
        assert!(found[1].chosen && !found[4].chosen && found[4].opens && found[5].follows);
        assert_eq!(found[0].line, 5);
    }
}
