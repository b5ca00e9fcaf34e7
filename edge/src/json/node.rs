//! A tree of JSON from which every type reads itself.
//!
//! Nothing here depends on the type that is read but the last call to its visitor. A struct is read from an object alone,
//! never from a list of its fields, and a wrong kind of value is told in our own words: so the linker drops what every derived
//! reader has for both.

use std::fmt;

use serde::{
    de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::Value;

use super::Error;

impl de::Error for Error {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Shape(message.to_string())
    }
}

/// One value of the tree.
pub(super) struct Node(pub(super) Value);

impl Node {
    #[cold]
    fn is_no(&self, expected: &str) -> Error {
        let found = match &self.0 {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        Error::Shape(format!("invalid type: {found}, expected {expected}"))
    }

    fn text(self) -> Result<String, Error> {
        if let Value::String(text) = self.0 { Ok(text) } else { Err(self.is_no("a string")) }
    }

    fn unsigned(&self) -> Result<u64, Error> {
        self.0.as_u64().ok_or_else(|| self.is_no("a whole number, not below zero"))
    }

    fn signed(&self) -> Result<i64, Error> {
        self.0.as_i64().ok_or_else(|| self.is_no("a whole number"))
    }

    fn float(&self) -> Result<f64, Error> {
        self.0.as_f64().ok_or_else(|| self.is_no("a number"))
    }

    fn nothing(&self) -> Result<(), Error> {
        if self.0.is_null() { Ok(()) } else { Err(self.is_no("null")) }
    }

    fn items(self) -> Result<Items, Error> {
        if let Value::Array(items) = self.0 {
            Ok(Items(items.into_iter()))
        } else {
            Err(self.is_no("a list"))
        }
    }

    fn entries(self) -> Result<Entries, Error> {
        match self.0 {
            Value::Object(entries) => {
                Ok(Entries { left: entries.into_iter(), key: String::new(), value: Value::Null })
            }
            _ => Err(self.is_no("an object")),
        }
    }

    /// A variant: its name alone, or an object with its name and content.
    fn choice(self) -> Result<Choice, Error> {
        match self.0 {
            Value::String(name) => Ok(Choice { name, content: Node(Value::Null) }),
            Value::Object(entries) if entries.len() == 1 => {
                let (name, content) = entries.into_iter().next().unwrap_or_default();
                Ok(Choice { name, content: Node(content) })
            }
            _ => Err(self.is_no("a word, or an object with one key")),
        }
    }
}

/// Reads every kind of number through one of the three that JSON knows.
macro_rules! numbers {
    ($($method:ident: $read:ident, $visit:ident;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.$read()?)
        })*
    };
}

impl<'de> Deserializer<'de> for Node {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(yes) => visitor.visit_bool(yes),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (None, Some(number)) => visitor.visit_i64(number),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(_) => visitor.visit_seq(self.items()?),
            Value::Object(_) => visitor.visit_map(self.entries()?),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.0.as_bool().ok_or_else(|| self.is_no("a boolean"))?)
    }

    numbers! {
        deserialize_u8: unsigned, visit_u64;
        deserialize_u16: unsigned, visit_u64;
        deserialize_u32: unsigned, visit_u64;
        deserialize_u64: unsigned, visit_u64;
        deserialize_i8: signed, visit_i64;
        deserialize_i16: signed, visit_i64;
        deserialize_i32: signed, visit_i64;
        deserialize_i64: signed, visit_i64;
        deserialize_f32: float, visit_f64;
        deserialize_f64: float, visit_f64;
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.nothing()?;
        visitor.visit_unit()
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(&self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(&self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self.entries()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(self.entries()?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.choice()?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    // Nothing of ours asks for these.
    forward_to_deserialize_any! { i128 u128 char bytes byte_buf }
}

/// A list that is being read.
struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|item| seed.deserialize(Node(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// An object that is being read.
struct Entries {
    left: serde_json::map::IntoIter,
    key: String,
    value: Value,
}

impl Entries {
    fn step(&mut self) -> Option<Node> {
        let (key, value) = self.left.next()?;
        (self.key, self.value) = (key, value);
        Some(Node(Value::String(self.key.clone())))
    }

    /// Where a mistake is.
    #[cold]
    fn under(&self, error: &Error) -> Error {
        Error::Shape(format!("{}: {error}", self.key))
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.step().map(|key| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Node(self.value.take())).map_err(|error| self.under(&error))
    }
}

/// A variant that is being read.
struct Choice {
    name: String,
    content: Node,
}

impl<'de> EnumAccess<'de> for Choice {
    type Error = Error;
    type Variant = Node;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Node), Error> {
        Ok((seed.deserialize(Node(Value::String(self.name)))?, self.content))
    }
}

impl<'de> VariantAccess<'de> for Node {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        self.nothing()
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self.items()?)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(self.entries()?)
    }
}
