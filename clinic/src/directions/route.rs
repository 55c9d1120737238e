use serde::{Deserialize, Serialize};

/// How a medicine gets into or onto the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Swallowed.
    Oral,
    /// Under the tongue.
    Sublingual,
    /// Between cheek and gum.
    Buccal,
    /// Kept in the mouth: sucked, sprayed or rinsed.
    Mouth,
    /// Breathed in from an inhaler.
    Inhaled,
    /// Breathed in from a nebulizer.
    Nebulized,
    /// Into the nose.
    Nose,
    /// Into the eye.
    Eye,
    /// Into the ear.
    Ear,
    /// On the skin.
    Skin,
    /// Under the skin.
    Subcutaneous,
    /// Into a muscle.
    Intramuscular,
    /// Into the rectum.
    Rectal,
    /// Into the vagina.
    Vaginal,
}

impl Route {
    /// All of them, the most common first.
    pub const ALL: [Self; 14] = [
        Self::Oral,
        Self::Sublingual,
        Self::Buccal,
        Self::Mouth,
        Self::Inhaled,
        Self::Nebulized,
        Self::Nose,
        Self::Eye,
        Self::Ear,
        Self::Skin,
        Self::Subcutaneous,
        Self::Intramuscular,
        Self::Rectal,
        Self::Vaginal,
    ];

    /// The name in forms and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Oral => "oral",
            Self::Sublingual => "sublingual",
            Self::Buccal => "buccal",
            Self::Mouth => "mouth",
            Self::Inhaled => "inhaled",
            Self::Nebulized => "nebulized",
            Self::Nose => "nose",
            Self::Eye => "eye",
            Self::Ear => "ear",
            Self::Skin => "skin",
            Self::Subcutaneous => "subcutaneous",
            Self::Intramuscular => "intramuscular",
            Self::Rectal => "rectal",
            Self::Vaginal => "vaginal",
        }
    }

    /// The route of that name.
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.name() == name)
    }

    /// The SNOMED CT code and its name, where FHIR R4's value set `route-codes` lists one that says neither more nor less.
    pub const fn snomed(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Oral => Some(("26643006", "Oral route")),
            Self::Sublingual => Some(("37839007", "Sublingual route")),
            Self::Buccal => Some(("54471007", "Buccal route")),
            Self::Inhaled | Self::Nebulized => Some(("447694001", "Respiratory tract route")),
            Self::Nose => Some(("46713006", "Nasal route")),
            Self::Eye => Some(("54485002", "Ophthalmic route")),
            Self::Ear => Some(("10547007", "Otic route")),
            Self::Subcutaneous => Some(("34206005", "Subcutaneous route")),
            Self::Intramuscular => Some(("78421000", "Intramuscular route")),
            Self::Rectal => Some(("37161004", "Per rectum")),
            Self::Vaginal => Some(("16857009", "Per vagina")),
            Self::Mouth | Self::Skin => None,
        }
    }

    /// The English words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Oral => "by mouth",
            Self::Sublingual => "under the tongue",
            Self::Buccal => "between cheek and gum",
            Self::Mouth => "in the mouth",
            Self::Inhaled => "inhaled",
            Self::Nebulized => "by nebulizer",
            Self::Nose => "into the nose",
            Self::Eye => "into the eye",
            Self::Ear => "into the ear",
            Self::Skin => "on the skin",
            Self::Subcutaneous => "under the skin",
            Self::Intramuscular => "into the muscle",
            Self::Rectal => "into the rectum",
            Self::Vaginal => "into the vagina",
        }
    }

    /// The places the route leaves open.
    pub const fn sites(self) -> &'static [Site] {
        match self {
            Self::Eye => &[Site::RightEye, Site::LeftEye, Site::EachEye],
            Self::Ear => &[Site::RightEar, Site::LeftEar, Site::EachEar],
            Self::Nose => &[Site::RightNostril, Site::LeftNostril, Site::EachNostril],
            Self::Skin => &[Site::AffectedArea, Site::Scalp, Site::Face],
            _ => &[],
        }
    }

    /// Whether directions without the place would leave the patient guessing.
    pub const fn needs_site(self) -> bool {
        matches!(self, Self::Eye | Self::Ear | Self::Nose)
    }
}

/// Where on the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Site {
    /// The right eye.
    RightEye,
    /// The left eye.
    LeftEye,
    /// Both eyes, the dose in each.
    EachEye,
    /// The right ear.
    RightEar,
    /// The left ear.
    LeftEar,
    /// Both ears, the dose in each.
    EachEar,
    /// The right nostril.
    RightNostril,
    /// The left nostril.
    LeftNostril,
    /// Both nostrils, the dose in each.
    EachNostril,
    /// Wherever the trouble is.
    AffectedArea,
    /// The scalp.
    Scalp,
    /// The face.
    Face,
}

impl Site {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::RightEye,
        Self::LeftEye,
        Self::EachEye,
        Self::RightEar,
        Self::LeftEar,
        Self::EachEar,
        Self::RightNostril,
        Self::LeftNostril,
        Self::EachNostril,
        Self::AffectedArea,
        Self::Scalp,
        Self::Face,
    ];

    /// The name in forms and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RightEye => "right_eye",
            Self::LeftEye => "left_eye",
            Self::EachEye => "each_eye",
            Self::RightEar => "right_ear",
            Self::LeftEar => "left_ear",
            Self::EachEar => "each_ear",
            Self::RightNostril => "right_nostril",
            Self::LeftNostril => "left_nostril",
            Self::EachNostril => "each_nostril",
            Self::AffectedArea => "affected_area",
            Self::Scalp => "scalp",
            Self::Face => "face",
        }
    }

    /// The English words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::RightEye => "right eye",
            Self::LeftEye => "left eye",
            Self::EachEye => "each eye",
            Self::RightEar => "right ear",
            Self::LeftEar => "left ear",
            Self::EachEar => "each ear",
            Self::RightNostril => "right nostril",
            Self::LeftNostril => "left nostril",
            Self::EachNostril => "each nostril",
            Self::AffectedArea => "affected area",
            Self::Scalp => "scalp",
            Self::Face => "face",
        }
    }

    /// How many places the dose goes to.
    pub(super) const fn places(self) -> u8 {
        match self {
            Self::EachEye | Self::EachEar | Self::EachNostril => 2,
            _ => 1,
        }
    }
}
