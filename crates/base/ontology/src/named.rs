//! Code lists of which each item has one name.

/// Makes an enum whose items have names, and the ways between both.
macro_rules! named {
    ($(#[$about:meta])* pub enum $list:ident { $($(#[$doc:meta])* $item:ident = $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $list {
            $($(#[$doc])* $item,)*
        }

        impl $list {
            /// All of them.
            pub const ALL: &[$list] = &[$($list::$item),*];

            /// As records write it.
            pub fn name(self) -> &'static str {
                match self {
                    $($list::$item => $name,)*
                }
            }

            /// The item of this name.
            pub fn from_name(name: &str) -> Option<$list> {
                $list::ALL.iter().copied().find(|item| item.name() == name)
            }
        }
    };
}

pub(crate) use named;
