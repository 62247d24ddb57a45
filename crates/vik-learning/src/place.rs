//! Where a circle is: a phase, and a step within it. One step is one picture on the wall.

use serde::{Deserialize, Serialize};

use crate::plan::{Phase, Shape, Variant};

/// Steps of the dilemma, after the seven steps of moral deliberation that H. van Luijk taught.
pub const DILEMMA_STEPS: usize = 7;

/// A phase by its position in the variant, and a step within it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Position of the phase, from 0.
    pub phase: usize,
    /// Position of the step, from 0.
    pub step: usize,
}

/// What a step shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// The agreements and the agenda.
    Agreements,
    /// What is going on in the story.
    Situation,
    /// A part of the story.
    Part(usize),
    /// What to talk about behind a part.
    Stop(usize),
    /// The first reaction.
    Reaction,
    /// A step of the dilemma, from 0.
    Dilemma(usize),
    /// The break.
    Pause,
    /// How it ended.
    Outcome,
    /// The figure.
    Figure,
    /// What helps.
    Helps,
    /// The actions.
    Actions,
    /// Check-out.
    Checkout,
}

/// Every scene of a phase, in order; never empty.
#[must_use]
pub fn scenes(phase: Phase, shape: &Shape) -> Vec<Scene> {
    match phase {
        Phase::Agreements => vec![Scene::Agreements],
        Phase::Story => {
            let parts = shape.stops.iter().enumerate().flat_map(|(part, stops)| {
                [Some(Scene::Part(part)), stops.then_some(Scene::Stop(part))]
            });
            std::iter::once(Scene::Situation)
                .chain(parts.flatten())
                .collect()
        }
        Phase::Reaction => vec![Scene::Reaction],
        Phase::Dilemma => (0..DILEMMA_STEPS).map(Scene::Dilemma).collect(),
        Phase::Pause => vec![Scene::Pause],
        Phase::Figure => vec![Scene::Outcome, Scene::Figure],
        Phase::Helps => vec![Scene::Helps],
        Phase::Actions => vec![Scene::Actions],
        Phase::Checkout => vec![Scene::Checkout],
    }
}

impl Place {
    /// The phase and its minutes; the last one for a place behind the end.
    #[must_use]
    pub fn phase(self, variant: Variant) -> (Phase, u32) {
        let phases = variant.phases();
        let last = phases.last().copied().unwrap_or((Phase::Checkout, 0));
        phases.get(self.phase).copied().unwrap_or(last)
    }

    /// What it shows.
    #[must_use]
    pub fn scene(self, variant: Variant, shape: &Shape) -> Scene {
        let scenes = scenes(self.phase(variant).0, shape);
        let last = scenes.last().copied().unwrap_or(Scene::Agreements);
        scenes.get(self.step).copied().unwrap_or(last)
    }

    /// The place behind it; none at the end.
    #[must_use]
    pub fn next(self, variant: Variant, shape: &Shape) -> Option<Self> {
        let steps = scenes(self.phase(variant).0, shape).len();
        if self.step + 1 < steps {
            return Some(Self {
                step: self.step + 1,
                ..self
            });
        }
        (self.phase + 1 < variant.phases().len()).then_some(Self {
            phase: self.phase + 1,
            step: 0,
        })
    }

    /// The place before it; none at the beginning.
    #[must_use]
    pub fn back(self, variant: Variant, shape: &Shape) -> Option<Self> {
        if let Some(step) = self.step.checked_sub(1) {
            return Some(Self { step, ..self });
        }
        let phase = self.phase.checked_sub(1)?;
        let before = Self { phase, step: 0 };
        let steps = scenes(before.phase(variant).0, shape).len();
        Some(Self {
            phase,
            step: steps.saturating_sub(1),
        })
    }
}
