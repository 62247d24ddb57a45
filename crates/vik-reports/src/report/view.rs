//! Who reads: the same report, with what that reader may know.

use vik_domain::Text;

use super::model::{Content, NotShown, Place, Reason, Report};

/// A role for which a report is rendered. The report itself stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The leadership of the force: everything.
    Leadership,
    /// Everybody in the organisation: no unit beside a signal.
    Staff,
    /// Parliament and the public: no unit beside a signal or an action, and no signal that is still
    /// waiting for a decision.
    Parliament,
}

impl View {
    /// All views.
    pub const ALL: [Self; 3] = [Self::Leadership, Self::Staff, Self::Parliament];

    /// Whether a unit may stand beside a signal.
    pub(crate) fn names_units_of_signals(self) -> bool {
        self == Self::Leadership
    }

    /// Whether a unit may stand beside an action.
    pub(crate) fn names_units_of_actions(self) -> bool {
        self != Self::Parliament
    }

    /// Whether signals without a decision are shown.
    pub(crate) fn shows_undecided(self) -> bool {
        self != Self::Parliament
    }
}

impl Report {
    /// The report as one reader may have it: what they may not know is taken out, not hidden, and a
    /// line says that it is.
    ///
    /// Every renderer calls this first, so no format can show more than another.
    #[must_use]
    pub fn seen_by(&self, view: View) -> Self {
        let mut seen = self.clone();
        if let Content::Items(signals) = &mut seen.signals {
            if !view.shows_undecided() {
                signals.retain(|signal| signal.decision.is_some());
            }
            if !view.names_units_of_signals() {
                for signal in signals {
                    let unit = signal.place.as_mut().map(veil).is_some();
                    let decision = signal.decision.as_mut().filter(|_| unit);
                    if let Some(decision) = decision {
                        decision.owner = the_organisation();
                    }
                }
            }
        }
        if let Content::Items(actions) = &mut seen.actions
            && !view.names_units_of_actions()
        {
            for action in actions {
                if action.place.as_mut().map(veil).is_some() {
                    action.owner = the_organisation();
                }
            }
        }
        if !view.names_units_of_signals() {
            seen.not_shown.push(NotShown {
                what: Text {
                    nl: "De eenheid bij een signaal".to_owned(),
                    en: "The unit of a signal".to_owned(),
                },
                why: Reason::ForceOnly,
            });
        }
        seen
    }
}

fn veil(place: &mut Place) {
    *place = Place {
        code: String::new(),
        name: Text {
            nl: "één eenheid".to_owned(),
            en: "one unit".to_owned(),
        },
    };
}

fn the_organisation() -> Text {
    Text {
        nl: "de organisatie".to_owned(),
        en: "the organisation".to_owned(),
    }
}
