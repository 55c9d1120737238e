//! A laboratory's messages, from the bytes to the chart.

mod bench;
mod coming;
mod corrections;
mod late;
mod queue;
mod real;
mod shapes;
