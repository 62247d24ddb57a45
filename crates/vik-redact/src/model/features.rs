//! What the model asks about a token and its neighbours, as rows of the table of weights.

use super::attributes::{Attributes, mix};

/// The table has two to this power rows.
pub const ROWS_LOG2: u32 = 17;

/// How many questions there are.
pub const QUESTIONS: usize = 44;

/// How a line is written as a whole, which says what a capital is worth in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// Capitals where Dutch has them.
    #[default]
    Mixed,
    /// Not one capital.
    Small,
    /// Capitals only.
    Capitals,
}

/// The rows of the questions about the token at `at` of `line`.
#[must_use]
pub fn rows(line: &[Attributes], at: usize, style: Line) -> [u32; QUESTIONS] {
    let get = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|i| line.get(i))
            .copied()
            .unwrap_or(Attributes {
                word: 99,
                ..Attributes::default()
            })
    };
    let (b2, b1, t, a1, a2) = (get(-2), get(-1), get(0), get(1), get(2));
    let style = style as u64;
    let place = (at as u64).min(4);
    // A token's looks: how it is written and what the lists say of it.
    let looks = |x: &Attributes| mix(x.shape, x.facts);
    let (lb1, lt, la1) = (looks(&b1), looks(&t), looks(&a1));
    // Writing without the place in the sentence.
    let form = |x: &Attributes| x.shape & 63;
    let shape = mix(t.shape, style);
    let [end2, end3, end4] = t.ends;
    let [begin2, begin3] = t.begins;
    let questions: [u64; QUESTIONS] = [
        style,
        t.word,
        b1.word,
        a1.word,
        b2.word,
        a2.word,
        mix(b1.word, t.word),
        mix(t.word, a1.word),
        mix(b2.word, b1.word),
        mix(a1.word, a2.word),
        mix(b1.word, a1.word),
        mix(mix(b1.word, shape), t.facts),
        mix(mix(a1.word, shape), t.facts),
        mix(b2.word, mix(b1.word, form(&t))),
        mix(a1.word, mix(a2.word, form(&t))),
        shape,
        mix(form(&b1), shape),
        mix(shape, form(&a1)),
        mix(form(&b1), mix(shape, form(&a1))),
        mix(
            form(&b2),
            mix(form(&b1), mix(shape, mix(form(&a1), form(&a2)))),
        ),
        mix(lt, style),
        t.facts,
        lb1,
        la1,
        mix(lb1, lt),
        mix(lt, la1),
        mix(lb1, mix(lt, la1)),
        mix(end2, shape),
        mix(end3, shape),
        mix(end4, form(&t)),
        mix(begin2, shape),
        mix(begin3, form(&t)),
        end3,
        mix(end3, mix(t.facts, b1.class)),
        mix(b1.class, mix(lt, style)),
        mix(a1.class, mix(lt, style)),
        mix(b2.class, mix(b1.class, form(&t))),
        mix(b1.class, mix(form(&t), a1.class)),
        mix(mix(b2.class, form(&b1)), mix(form(&t), t.facts)),
        mix(place, mix(form(&t), a1.word)),
        mix(place, mix(lt, style)),
        mix(mix(b1.word, style), form(&a1)),
        mix(t.class, mix(lb1, la1)),
        mix(get(-3).word, form(&t)),
    ];
    let mut out = [0; QUESTIONS];
    for (number, (row, value)) in (1_u64..).zip(out.iter_mut().zip(questions)) {
        let hash = mix(
            mix(number.wrapping_mul(0x2545_f491_4f6c_dd1d), value),
            number,
        );
        *row = u32::try_from(hash >> (64 - ROWS_LOG2)).unwrap_or(0);
    }
    out
}
