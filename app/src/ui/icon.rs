//! The portal's own icons, drawn inline so that they follow the text's colour and need no file.

use leptos::prelude::*;

/// An icon, hidden from screen readers: the word beside it says what it means.
#[component]
pub fn Icon(
    /// Which drawing.
    of: Symbol,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=of.path() />
        </svg>
    }
}

/// The brand mark: a sprig of verbena, five petals over two leaves.
#[component]
pub fn Sprig() -> impl IntoView {
    view! {
        <svg class="sprig" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path class="sprig-stem" d="M16 17.5V30" />
            <path
                class="sprig-leaf"
                d="M16 27.5c-1.2-4.2-4-6.2-8.6-6.3.5 4.5 3.7 6.9 8.6 6.3Zm0-2.6c.9-3.4 3.2-5.1 7-5.2-.3 3.8-3 5.8-7 5.2Z"
            />
            <path
                class="sprig-petal"
                d="M16 10.6c-2.5-1.9-3.3-4.6-2-7 .9-1.6 3.1-1.6 4 0 1.3 2.4.5 5.1-2 7Zm0 0c1-3 3.3-4.6 6-4.1 1.8.4 2.5 2.5 1.2 3.8-1.9 1.9-4.7 2-7.2.3Zm0 0c3.1 0 5.4 1.7 5.7 4.4.2 1.8-1.6 3.1-3.3 2.4-2.5-1-3.4-3.8-2.4-6.8Zm0 0c1 3 .1 5.8-2.4 6.8-1.7.7-3.5-.6-3.3-2.4.3-2.7 2.6-4.4 5.7-4.4Zm0 0c-2.5 1.7-5.3 1.6-7.2-.3-1.3-1.3-.6-3.4 1.2-3.8 2.7-.5 5 1.1 6 4.1Z"
            />
            <circle class="sprig-eye" cx="16" cy="10.6" r="1.5" />
        </svg>
    }
}

/// Every drawing of the kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// A house.
    Home,
    /// A test tube.
    Labs,
    /// A capsule.
    Prescriptions,
    /// A calendar.
    Appointments,
    /// A folder with a heart.
    Record,
    /// Two people.
    Patients,
    /// One person.
    Person,
    /// An eye.
    Access,
    /// A magnifying glass.
    Search,
    /// A padlock.
    Lock,
    /// An envelope.
    Mail,
    /// A telephone.
    Phone,
    /// A pin on a map.
    Place,
    /// A clock.
    Clock,
    /// A sheet of paper.
    Document,
    /// A syringe.
    Immunization,
    /// A pulse.
    Vitals,
    /// A hand held up.
    Allergy,
    /// A stethoscope.
    Condition,
    /// A list with ticks.
    Plan,
    /// Scissors-like instruments crossed.
    Procedure,
    /// A door with an arrow.
    SignOut,
    /// A globe.
    Language,
    /// A printer.
    Print,
    /// A tick in a circle.
    Good,
    /// An i in a circle.
    Info,
    /// An exclamation mark in a triangle.
    Warn,
    /// An exclamation mark in an octagon.
    Danger,
    /// A dash in a circle.
    Quiet,
    /// An arrow up.
    Up,
    /// An arrow down.
    Down,
    /// Two arrows up.
    FarUp,
    /// Two arrows down.
    FarDown,
    /// An arrow to the right, level.
    Level,
    /// An angle that points on.
    Next,
    /// An angle that points back.
    Back,
    /// An angle that points down.
    Open,
    /// A rhombus.
    Abnormal,
    /// A funnel.
    Filter,
    /// A cross.
    Close,
    /// Two sliders.
    System,
    /// A hand that holds a heart.
    Helpers,
}

impl Symbol {
    const fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 11.2 12 4.5l8 6.7M6.2 9.8V19.5h4.3v-5h3v5h4.3V9.8",
            Self::Labs => {
                "M9 3.5h6M10.2 3.5v6L5.6 17.7a1.9 1.9 0 0 0 1.7 2.8h9.4a1.9 1.9 0 0 0 1.7-2.8L13.8 9.5v-6M8.2 14h7.6"
            }
            Self::Prescriptions => {
                "M5.3 18.7a4.4 4.4 0 0 1 0-6.2l7.2-7.2a4.4 4.4 0 0 1 6.2 6.2l-7.2 7.2a4.4 4.4 0 0 1-6.2 0ZM8.9 8.9l6.2 6.2"
            }
            Self::Appointments => {
                "M5.5 6h13A1.5 1.5 0 0 1 20 7.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-11A1.5 1.5 0 0 1 5.5 6ZM4 10.5h16M8.5 3.5v4M15.5 3.5v4M8 14.5h3"
            }
            Self::Record => {
                "M4 18V6.5A1.5 1.5 0 0 1 5.5 5h4l2 2.5h7A1.5 1.5 0 0 1 20 9v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18ZM12 17c-2.4-1.6-3.5-2.8-3.5-4.2a1.8 1.8 0 0 1 3.5-.6 1.8 1.8 0 0 1 3.5.6c0 1.4-1.1 2.6-3.5 4.2Z"
            }
            Self::Patients => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.8 20c.3-3.7 2.7-6 6.2-6s5.9 2.3 6.2 6M15.5 4.4a3.3 3.3 0 0 1 0 6.3M17.6 14.5c2.1.8 3.4 2.7 3.6 5.5"
            }
            Self::Person => "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.8 20.5c.4-4 3.2-6.3 7.2-6.3s6.8 2.3 7.2 6.3",
            Self::Access => {
                "M2.8 12C5 8 8.2 5.8 12 5.8S19 8 21.2 12C19 16 15.8 18.2 12 18.2S5 16 2.8 12ZM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z"
            }
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.3 15.3 20.5 20.5",
            Self::Lock => {
                "M6.5 10.5h11A1.5 1.5 0 0 1 19 12v6.5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5V12a1.5 1.5 0 0 1 1.5-1.5ZM8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.2v2.3"
            }
            Self::Mail => {
                "M5 5.5h14A1.5 1.5 0 0 1 20.5 7v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 17V7A1.5 1.5 0 0 1 5 5.5ZM4 7l8 6.2L20 7"
            }
            Self::Phone => {
                "M6 4h3l1.6 4.2-2 1.6a11.5 11.5 0 0 0 5.6 5.6l1.6-2L20 15v3a2 2 0 0 1-2.2 2A15.5 15.5 0 0 1 4 6.2 2 2 0 0 1 6 4Z"
            }
            Self::Place => {
                "M12 21c-4.3-4.3-6.5-7.7-6.5-10.7a6.5 6.5 0 0 1 13 0c0 3-2.2 6.4-6.5 10.7ZM12 12.6a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z"
            }
            Self::Clock => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2",
            Self::Document => {
                "M7 3.5h6.5L18.5 8.5v11a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1ZM13.2 3.7v5h5M9 13h6.5M9 16.5h6.5"
            }
            Self::Immunization => {
                "M14.5 3.5l6 6M17.5 6.5 9.5 14.5M11 5.5l7.5 7.5-6.5 6.5H6.5l-2 0 0-2V14ZM4.5 19.5l-1.5 1.5M9.3 10.2l2 2M7 12.5l2 2"
            }
            Self::Vitals => "M3 12.5h4l2.2-5.5 4 11 2.6-7 1.2 1.5h4",
            Self::Allergy => {
                "M7 13.5V7.2a1.3 1.3 0 0 1 2.6 0V11V5.2a1.3 1.3 0 0 1 2.6 0V11V6a1.3 1.3 0 0 1 2.6 0v6V8.3a1.3 1.3 0 0 1 2.6 0V15a6 6 0 0 1-6 6c-2.6 0-4.2-1.2-5.4-3.3l-2.4-4a1.3 1.3 0 0 1 2.2-1.4Z"
            }
            Self::Condition => {
                "M6.5 4H5v4.5a4.5 4.5 0 0 0 9 0V4h-1.5M9.5 13v2.5a4.5 4.5 0 0 0 9 0V13.5M18.5 13.5a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8Z"
            }
            Self::Plan => {
                "M10.5 6.5H20M10.5 12H20M10.5 17.5H20M3.8 6.5l1.2 1.2L7.5 5.2M3.8 12l1.2 1.2 2.5-2.5M3.8 17.5l1.2 1.2 2.5-2.5"
            }
            Self::Procedure => {
                "M5 4l14 14M19 4 5 18M5 20.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM19 20.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
            }
            Self::SignOut => {
                "M13.5 4.5H6A1.5 1.5 0 0 0 4.5 6v12A1.5 1.5 0 0 0 6 19.5h7.5M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5"
            }
            Self::Language => {
                "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c2.4 2.5 3.6 5.3 3.6 8.5s-1.2 6-3.6 8.5c-2.4-2.5-3.6-5.3-3.6-8.5S9.6 6 12 3.5Z"
            }
            Self::Print => {
                "M7.5 9V4h9v5M7.5 16.5H5A1.5 1.5 0 0 1 3.5 15v-4.5A1.5 1.5 0 0 1 5 9h14a1.5 1.5 0 0 1 1.5 1.5V15a1.5 1.5 0 0 1-1.5 1.5h-2.5M7.5 13.5h9V20h-9Z"
            }
            Self::Good => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM8 12.3l2.7 2.7L16 9.5",
            Self::Info => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.5M12 7.6v.1",
            Self::Warn => "M12 4 2.8 19.8h18.4ZM12 10v4.5M12 17.1v.1",
            Self::Danger => "M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3ZM12 7.5v5.5M12 16.2v.1",
            Self::Quiet => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM8.5 12h7",
            Self::Up => "M12 20V4.5M5.5 11 12 4.5l6.5 6.5",
            Self::Down => "M12 4v15.5M5.5 13l6.5 6.5 6.5-6.5",
            Self::FarUp => "M5.5 12 12 5.5l6.5 6.5M5.5 19l6.5-6.5 6.5 6.5",
            Self::FarDown => "M5.5 12l6.5 6.5 6.5-6.5M5.5 5l6.5 6.5L18.5 5",
            Self::Level => "M4 12h15.5M13 5.5l6.5 6.5-6.5 6.5",
            Self::Next => "M9 5l7 7-7 7",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Open => "M5 9l7 7 7-7",
            Self::Abnormal => "M12 3.5 20.5 12 12 20.5 3.5 12Z",
            Self::Filter => "M4 5.5h16l-6.2 7.3v6L10.2 17v-4.2Z",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::System => {
                "M4 7h8.8M17.2 7H20M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM4 17h2.8M11.2 17H20M9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z"
            }
            Self::Helpers => {
                "M12 12c-2.8-1.8-4-3.3-4-5a2.1 2.1 0 0 1 4-.8 2.1 2.1 0 0 1 4 .8c0 1.7-1.2 3.2-4 5ZM3.5 16.2l3.4-1.7h4.6a1.6 1.6 0 0 1 0 3.2H9.4M12.9 16.8l4.9-2.4a1.6 1.6 0 0 1 1.5 2.8l-5.8 3.3H7l-3.5.8"
            }
        }
    }
}
