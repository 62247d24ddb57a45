//! What the lists say of one word.

/// A set of answers about one word, looked up once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(u8);

impl Facts {
    /// A first name.
    pub const FIRST_NAME: Facts = Facts(1);
    /// A family name without its particle.
    pub const SURNAME: Facts = Facts(2);
    /// A place: residence, district, region, town abroad.
    pub const PLACE: Facts = Facts(4);
    /// A country or part of the world.
    pub const COUNTRY: Facts = Facts(8);
    /// A frequent word, which is not a name unless its surroundings say so.
    pub const COMMON: Facts = Facts(16);
    /// A word that OpenTaal writes with a capital and never without: some name, of whatever.
    pub const PROPER: Facts = Facts(32);
    /// The first word of a place name of several words.
    pub const PLACE_START: Facts = Facts(64);
    /// A word of the Dutch word list, in small letters.
    pub const WORD: Facts = Facts(128);

    /// Whether every answer of `other` is yes here.
    #[must_use]
    pub const fn has(self, other: Facts) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any answer of `other` is yes here.
    #[must_use]
    pub const fn any(self, other: Facts) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Facts) -> Facts {
        Facts(self.0 | other.0)
    }

    /// The answers as bits.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set of these bits.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Facts {
        Facts(bits)
    }
}
