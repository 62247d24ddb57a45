//! Lower case in a buffer that is used again, so that a look-up costs no allocation.

/// A buffer for the lower-case form of one token after another.
#[derive(Clone, Debug, Default)]
pub struct Lower {
    buffer: String,
}

impl Lower {
    /// The lower-case form of `word`, as the lists are keyed: the typographic apostrophe becomes a
    /// plain one, characters of no width and soft hyphens go. It lives until the next call.
    pub fn of(&mut self, word: &str) -> &str {
        self.buffer.clear();
        if word.is_ascii() {
            self.buffer.push_str(word);
            self.buffer.make_ascii_lowercase();
            return &self.buffer;
        }
        for c in word.chars() {
            match c {
                '’' | '‘' | '`' | '´' => self.buffer.push('\''),
                '\u{2010}' | '\u{2011}' => self.buffer.push('-'),
                '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{307}' => {}
                'İ' => self.buffer.push('i'),
                _ => self.buffer.extend(c.to_lowercase()),
            }
        }
        &self.buffer
    }
}
