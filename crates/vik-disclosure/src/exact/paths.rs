//! Pairs of paths over the join tree: some cases more through one leaf, as many fewer elsewhere.
//!
//! A *path* is a case with all its attributes: a leaf of every cube, alike on what neighbours share.
//! Adding one path and taking another away keeps every total of a period, and changes only cells that
//! one of the two passes and the other does not. Whether a leaf has such a pair is asked of the join
//! tree: each cube tells its neighbour for which two cells of what they share the pair can go on
//! through it and everything behind it (belief propagation; Lauritzen and Spiegelhalter 1988). Where
//! the two paths share that cell nothing behind it changes, so pairs stay short.
//!
//! The search is complete for one pair within one period: what it does not find does not exist.

use super::board::Board;
use super::proof::LeafChange;
use super::world::World;

/// No pair goes on here.
const NONE: (u32, u32) = (u32::MAX, u32::MAX);

/// For two cells of what is shared, a pair of leaves of the neighbour, or [`NONE`].
type Told = Vec<(u32, u32)>;

/// Which cells the leaves of each cube lie in; the same for every world.
pub(super) struct Places {
    cubes: Vec<CubePlaces>,
}

struct CubePlaces {
    /// Of each controlled set, its number and the cell of each leaf.
    sets: Vec<(usize, Vec<u32>)>,
    /// Of each neighbour, the set that is shared: its size, and the cell of each leaf.
    shared: Vec<(usize, Vec<u32>)>,
    /// Of each frame that this cube's leaves add up to, its number and the cell of each leaf.
    frames: Vec<(usize, Vec<u32>)>,
}

impl Places {
    pub(super) fn new(board: &Board) -> Self {
        let cubes = (0..board.cubes.len()).map(|cube| CubePlaces::new(board, cube));
        Self {
            cubes: cubes.collect(),
        }
    }
}

impl CubePlaces {
    fn new(board: &Board, cube: usize) -> Self {
        let own = &board.cubes[cube];
        let set = &board.sets[own.leaf_set];
        let full: Vec<Vec<Option<u16>>> = (0..set.size)
            .map(|leaf| {
                let mut codes = vec![None; board.attributes.len()];
                for (attribute, code) in board.codes(&set.attributes, leaf) {
                    board.assign(&mut codes, attribute, code);
                }
                codes
            })
            .collect();
        let cells = |attributes: &[usize]| -> Vec<u32> {
            full.iter()
                .map(|codes| board.cell(attributes, codes) as u32)
                .collect()
        };
        let frames = board.frames.iter().enumerate();
        Self {
            sets: own
                .sets
                .iter()
                .map(|set| (*set, cells(&board.sets[*set].attributes)))
                .collect(),
            shared: own
                .neighbours
                .iter()
                .map(|(_, set)| (board.sets[*set].size, cells(&board.sets[*set].attributes)))
                .collect(),
            frames: frames
                .filter(|(_, frame)| frame.cube == cube)
                .map(|(number, frame)| (number, cells(&frame.attributes)))
                .collect(),
        }
    }
}

/// All pairs that change a leaf of one period by one amount, from one world.
pub(super) struct Paths<'a> {
    board: &'a Board,
    places: &'a Places,
    period: usize,
    amount: i64,
    /// Whether a cell of a set may change by the amount, and by its opposite.
    more: Vec<Vec<bool>>,
    fewer: Vec<Vec<bool>>,
    /// By cube and neighbour: for two different cells of what they share, a pair of leaves of the
    /// neighbour through which the two paths go on.
    onward: Vec<Vec<Option<Told>>>,
}

impl<'a> Paths<'a> {
    pub(super) fn new(
        board: &'a Board,
        places: &'a Places,
        world: &World,
        period: usize,
        amount: i64,
        tolerance: i64,
    ) -> Self {
        let may = |amount: i64| -> Vec<Vec<bool>> {
            let of = |(set, cells): (usize, &super::board::CellSet)| {
                (0..cells.size)
                    .map(|cell| world.allows(board, (period, set, cell), amount, tolerance))
                    .collect()
            };
            board.sets.iter().enumerate().map(of).collect()
        };
        let none = |cube: &super::board::BoardCube| vec![None; cube.neighbours.len()];
        let mut paths = Self {
            board,
            places,
            period,
            amount,
            more: may(amount),
            fewer: may(-amount),
            onward: board.cubes.iter().map(none).collect(),
        };
        for cube in 0..board.cubes.len() {
            for place in 0..board.cubes[cube].neighbours.len() {
                paths.listen(cube, place);
            }
        }
        paths
    }

    /// The shortest change that moves a leaf by the amount; none when no pair of paths does.
    pub(super) fn change(&self, cube: usize, leaf: u32) -> Option<Vec<LeafChange>> {
        self.changes(cube, leaf).next()
    }

    /// One change for each leaf that may go the other way, shortest first.
    pub(super) fn changes(
        &self,
        cube: usize,
        leaf: u32,
    ) -> impl Iterator<Item = Vec<LeafChange>> + '_ {
        let mut others: Vec<(usize, u32)> = self
            .partners(cube, leaf)
            .filter(|other| *other != leaf)
            .filter_map(|other| Some((self.turns(cube, usize::MAX, leaf, other)?, other)))
            .collect();
        others.sort_unstable();
        others.into_iter().map(move |(_, other)| {
            let mut changes = Vec::new();
            self.follow(cube, usize::MAX, (leaf, other), &mut changes);
            changes.sort_unstable();
            changes
        })
    }

    /// Leaves that may go down where this one goes up, itself included.
    fn partners(&self, cube: usize, leaf: u32) -> impl Iterator<Item = u32> + '_ {
        let set = self.board.cubes[cube].leaf_set;
        let fewer = &self.fewer[set];
        (0..fewer.len() as u32)
            .filter(move |other| *other == leaf || fewer[*other as usize])
            .filter(move |other| self.fits(cube, leaf, *other))
    }

    /// Whether two paths may pass a cube through these leaves.
    fn fits(&self, cube: usize, leaf: u32, other: u32) -> bool {
        let own = &self.places.cubes[cube];
        let (leaf, other) = (leaf as usize, other as usize);
        let room = |(set, cells): &(usize, Vec<u32>)| {
            let (up, down) = (cells[leaf] as usize, cells[other] as usize);
            up == down || self.more[*set][up] && self.fewer[*set][down]
        };
        let kept = |(frame, cells): &(usize, Vec<u32>)| {
            self.board.frames[*frame].group[self.period].is_none() || cells[leaf] == cells[other]
        };
        own.sets.iter().all(room) && own.frames.iter().all(kept)
    }

    /// Towards how many neighbours the two paths differ, if they can go on through all of them but one.
    fn turns(&self, cube: usize, but: usize, leaf: u32, other: u32) -> Option<usize> {
        let mut turns = 0;
        for (place, (size, cells)) in self.places.cubes[cube].shared.iter().enumerate() {
            let (up, down) = (cells[leaf as usize], cells[other as usize]);
            if place == but || up == down {
                continue;
            }
            let told = self.onward[cube][place].as_ref()?;
            if told[up as usize * size + down as usize] == NONE {
                return None;
            }
            turns += 1;
        }
        Some(turns)
    }

    /// Asks the neighbour at a place, and all behind it, which pairs can go on.
    fn listen(&mut self, cube: usize, place: usize) {
        if self.onward[cube][place].is_some() {
            return;
        }
        let (neighbour, _) = self.board.cubes[cube].neighbours[place];
        let neighbours = &self.board.cubes[neighbour].neighbours;
        let back = neighbours.iter().position(|(own, _)| *own == cube);
        let back = back.unwrap_or(usize::MAX);
        for further in 0..neighbours.len() {
            if further != back {
                self.listen(neighbour, further);
            }
        }
        let (size, cells) = &self.places.cubes[neighbour].shared[back];
        let mut told = vec![NONE; size * size];
        let mut fewest = vec![usize::MAX; size * size];
        for leaf in 0..cells.len() as u32 {
            for other in self.partners(neighbour, leaf) {
                let (up, down) = (cells[leaf as usize], cells[other as usize]);
                let at = up as usize * size + down as usize;
                if up == down || fewest[at] == 0 {
                    continue;
                }
                if let Some(turns) = self.turns(neighbour, back, leaf, other)
                    && turns < fewest[at]
                {
                    (told[at], fewest[at]) = ((leaf, other), turns);
                }
            }
        }
        self.onward[cube][place] = Some(told);
    }

    /// Writes down the leaves of both paths, as far as they differ.
    fn follow(&self, cube: usize, from: usize, pair: (u32, u32), out: &mut Vec<LeafChange>) {
        for (leaf, sign) in [(pair.0, 1), (pair.1, -1)] {
            out.push(LeafChange {
                period: self.period as u16,
                cube: cube as u16,
                leaf,
                change: (sign * self.amount) as i8,
            });
        }
        let shared = self.places.cubes[cube].shared.iter();
        for (place, (size, cells)) in shared.enumerate() {
            let (neighbour, _) = self.board.cubes[cube].neighbours[place];
            let (up, down) = (cells[pair.0 as usize], cells[pair.1 as usize]);
            if neighbour == from || up == down {
                continue;
            }
            if let Some(told) = &self.onward[cube][place] {
                let next = told[up as usize * size + down as usize];
                self.follow(neighbour, cube, next, out);
            }
        }
    }
}
