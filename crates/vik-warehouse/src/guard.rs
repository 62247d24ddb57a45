//! The SQL of a cube may count; it may not list.
//!
//! Cube files are written by people. A plan that can carry a record out of the aggregation (a window,
//! a sort with a limit, an unnest, an aggregate such as `min`) is refused before it runs.

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::{Expr, LogicalPlan};

use crate::WarehouseError;

/// The closed-side relation that cubes read.
pub(crate) const INVOLVEMENTS: &str = "involvements";

const AGGREGATES: [&str; 1] = ["count"];

/// Accepts plans that scan [`INVOLVEMENTS`], filter, union and count.
pub(crate) fn check(cube: &str, plan: &LogicalPlan) -> Result<(), WarehouseError> {
    let refuse = |reason: String| {
        Err(WarehouseError::Cube {
            cube: cube.to_owned(),
            reason,
        })
    };
    let mut counted = false;
    let mut problem = None;
    let walked = plan.apply_with_subqueries(|node| {
        let found = match node {
            LogicalPlan::Aggregate(aggregate) => {
                counted = true;
                aggregate.aggr_expr.iter().find_map(unknown_aggregate)
            }
            LogicalPlan::TableScan(scan) if scan.table_name.table() == INVOLVEMENTS => None,
            LogicalPlan::TableScan(scan) => Some(format!(
                "reads table `{}`; only `{INVOLVEMENTS}` can be counted",
                scan.table_name
            )),
            LogicalPlan::Projection(_)
            | LogicalPlan::Filter(_)
            | LogicalPlan::SubqueryAlias(_)
            | LogicalPlan::Union(_) => None,
            LogicalPlan::Sort(sort) if sort.fetch.is_none() => None,
            LogicalPlan::Sort(_)
            | LogicalPlan::Join(_)
            | LogicalPlan::Limit(_)
            | LogicalPlan::Subquery(_)
            | LogicalPlan::Window(_)
            | LogicalPlan::Distinct(_)
            | LogicalPlan::Unnest(_)
            | LogicalPlan::RecursiveQuery(_)
            | LogicalPlan::Repartition(_)
            | LogicalPlan::EmptyRelation(_)
            | LogicalPlan::Explain(_)
            | LogicalPlan::Analyze(_)
            | LogicalPlan::Values(_)
            | LogicalPlan::Extension(_)
            | LogicalPlan::DescribeTable(_)
            | LogicalPlan::Statement(_)
            | LogicalPlan::Dml(_)
            | LogicalPlan::Ddl(_)
            | LogicalPlan::Copy(_) => Some(
                "may only SELECT counts: FROM, WHERE, UNION ALL, GROUP BY and ORDER BY".to_owned(),
            ),
        };
        Ok(match found {
            Some(found) => {
                problem = Some(found);
                TreeNodeRecursion::Stop
            }
            None => TreeNodeRecursion::Continue,
        })
    });
    match (walked, problem) {
        (Err(_), _) => refuse("its plan could not be read".to_owned()),
        (Ok(_), Some(reason)) => refuse(reason),
        (Ok(_), None) if !counted => refuse("has no GROUP BY; a cube counts".to_owned()),
        (Ok(_), None) => Ok(()),
    }
}

fn unknown_aggregate(expression: &Expr) -> Option<String> {
    let mut found = None;
    let _walked = expression.apply(|part| {
        if let Expr::AggregateFunction(function) = part
            && !AGGREGATES.contains(&function.func.name())
        {
            found = Some(format!(
                "uses `{}`; a cube may only count",
                function.func.name()
            ));
            return Ok(TreeNodeRecursion::Stop);
        }
        Ok(TreeNodeRecursion::Continue)
    });
    found
}
