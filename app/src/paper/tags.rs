//! What the parts of a document are, for those who have it read out.

use crate::ui::text::Lang;
use krilla::tagging::{Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};
use std::num::NonZeroU16;

/// What a part is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    /// A heading with its level, from 1, and its words.
    Heading(NonZeroU16, String),
    Paragraph,
    /// Facts: a list whose entries are a label and a body each.
    Facts,
    Fact,
    Label,
    Value,
    Table,
    TableHead,
    TableBody,
    TableRow,
    ColumnName,
    Cell,
    /// A figure with what it says in words.
    Figure(String),
}

/// Names a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element(usize);

/// Where something is drawn: a page and its place among all that is drawn there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub page: usize,
    pub item: usize,
}

enum Child {
    Element(Element),
    Content(Place),
}

struct Node {
    role: Role,
    lang: Option<Lang>,
    children: Vec<Child>,
}

/// All parts, in the order in which they are read.
#[derive(Default)]
pub(super) struct Tags {
    nodes: Vec<Node>,
    top: Vec<Element>,
}

impl Tags {
    /// Adds a part within another one or, without, at the top; its language where it is not the document's.
    pub fn add(&mut self, within: Option<Element>, role: Role, lang: Option<Lang>) -> Element {
        let element = Element(self.nodes.len());
        self.nodes.push(Node { role, lang, children: Vec::new() });
        match within.and_then(|Element(at)| self.nodes.get_mut(at)) {
            Some(parent) => parent.children.push(Child::Element(element)),
            None => self.top.push(element),
        }
        element
    }

    /// Says that something drawn belongs to a part.
    pub fn hold(&mut self, Element(at): Element, place: Place) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.children.push(Child::Content(place));
        }
    }

    /// The language of a part, where it is not the document's.
    pub fn lang(&self, Element(at): Element) -> Option<Lang> {
        self.nodes.get(at)?.lang
    }

    /// The tree for the file; `drawn` names what was drawn, page by page.
    pub fn tree(&self, lang: Lang, drawn: &[Vec<Option<Identifier>>]) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(lang.tag().to_owned()));
        for group in self.top.iter().filter_map(|element| self.group(*element, drawn)) {
            tree.push(group);
        }
        tree
    }

    fn group(&self, Element(at): Element, drawn: &[Vec<Option<Identifier>>]) -> Option<TagGroup> {
        let node = self.nodes.get(at)?;
        let mut group = TagGroup::new(kind(&node.role).with_lang(node.lang.map(|lang| lang.tag().to_owned())));
        for child in &node.children {
            match child {
                Child::Element(element) => {
                    if let Some(child) = self.group(*element, drawn) {
                        group.push(child);
                    }
                }
                Child::Content(place) => {
                    if let Some(Some(identifier)) = drawn.get(place.page).and_then(|page| page.get(place.item)) {
                        group.push(*identifier);
                    }
                }
            }
        }
        Some(group)
    }
}

fn kind(role: &Role) -> TagKind {
    match role {
        Role::Heading(level, words) => Tag::Hn(*level, Some(words.clone())).into(),
        Role::Paragraph => Tag::P.into(),
        Role::Facts => Tag::L(ListNumbering::None).into(),
        Role::Fact => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Value => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::TableHead => Tag::THead.into(),
        Role::TableBody => Tag::TBody.into(),
        Role::TableRow => Tag::TR.into(),
        Role::ColumnName => Tag::TH(TableHeaderScope::Column).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure(words) => Tag::Figure(Some(words.clone())).into(),
    }
}
