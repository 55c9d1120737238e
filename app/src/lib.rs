//! What people see: pages, forms and islands.
