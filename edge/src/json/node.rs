//! A tree of JSON from which every type reads itself.
//!
//! A struct asks an object for its fields by name and in its own order, so that of the two readers that are derived for it, from
//! a list and from an object, the far smaller one is used and the other is dropped by the linker. Nothing here depends on
//! the type that is read but the last call to its visitor.

use std::{fmt, slice};

use serde::{
    de::{
        self, DeserializeSeed, Deserializer, EnumAccess, Expected, MapAccess, SeqAccess, Unexpected,
        VariantAccess, Visitor,
    },
    forward_to_deserialize_any,
};
use serde_json::{Map, Value};

use super::Error;

impl de::Error for Error {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Shape(message.to_string())
    }

    /// A list that ended too early, or a struct without a field: which of them, its reader knows.
    #[cold]
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self::Absent
    }

    /// In our own words: the usual ones can spell any number, which costs tables.
    #[cold]
    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Shape(format!("invalid type: expected {expected}"))
    }

    #[cold]
    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Shape(format!("invalid value: expected {expected}"))
    }
}

/// One value of the tree; `None` is a field that is not there.
pub(super) struct Node(pub(super) Option<Value>);

impl Node {
    #[cold]
    fn is_no(found: Option<&Value>, expected: &str) -> Error {
        let found = match found {
            None => return Error::Absent,
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "a boolean",
            Some(Value::Number(_)) => "a number",
            Some(Value::String(_)) => "a string",
            Some(Value::Array(_)) => "a list",
            Some(Value::Object(_)) => "an object",
        };
        Error::Shape(format!("invalid type: {found}, expected {expected}"))
    }

    fn text(self) -> Result<String, Error> {
        match self.0 {
            Some(Value::String(text)) => Ok(text),
            other => Err(Self::is_no(other.as_ref(), "a string")),
        }
    }

    fn flag(self) -> Result<bool, Error> {
        let flag = self.0.as_ref().and_then(Value::as_bool);
        flag.ok_or_else(|| Self::is_no(self.0.as_ref(), "a boolean"))
    }

    fn unsigned(self) -> Result<u64, Error> {
        let number = self.0.as_ref().and_then(Value::as_u64);
        number.ok_or_else(|| Self::is_no(self.0.as_ref(), "a whole number, not below zero"))
    }

    fn signed(self) -> Result<i64, Error> {
        let number = self.0.as_ref().and_then(Value::as_i64);
        number.ok_or_else(|| Self::is_no(self.0.as_ref(), "a whole number"))
    }

    fn float(self) -> Result<f64, Error> {
        let number = self.0.as_ref().and_then(Value::as_f64);
        number.ok_or_else(|| Self::is_no(self.0.as_ref(), "a number"))
    }

    fn nothing(self) -> Result<(), Error> {
        match self.0 {
            Some(Value::Null) => Ok(()),
            other => Err(Self::is_no(other.as_ref(), "null")),
        }
    }

    fn items(self) -> Result<Items, Error> {
        match self.0 {
            Some(Value::Array(items)) => Ok(Items(items.into_iter())),
            other => Err(Self::is_no(other.as_ref(), "a list")),
        }
    }

    fn object(self) -> Result<Map<String, Value>, Error> {
        match self.0 {
            Some(Value::Object(object)) => Ok(object),
            other => Err(Self::is_no(other.as_ref(), "an object")),
        }
    }

    fn fields(self, names: &'static [&'static str]) -> Result<Fields, Error> {
        Ok(Fields { object: self.object()?, names: names.iter(), absent: None })
    }

    /// A variant: its name alone, or an object with its name and content.
    fn choice(self) -> Result<Choice, Error> {
        match self.0 {
            Some(Value::String(name)) => Ok(Choice { name, content: Node(Some(Value::Null)) }),
            Some(Value::Object(entries)) if entries.len() == 1 => {
                let (name, content) = entries.into_iter().next().unwrap_or_default();
                Ok(Choice { name, content: Node(Some(content)) })
            }
            other => Err(Self::is_no(other.as_ref(), "a word, or an object with one key")),
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
            None => Err(Error::Absent),
            Some(Value::Null) => visitor.visit_unit(),
            Some(Value::Bool(yes)) => visitor.visit_bool(yes),
            Some(Value::Number(number)) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (None, Some(number)) => visitor.visit_i64(number),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Some(Value::String(text)) => visitor.visit_string(text),
            Some(Value::Array(items)) => visitor.visit_seq(Items(items.into_iter())),
            Some(Value::Object(object)) => visitor.visit_map(Entries::of(object)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.flag()?)
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
        match self.0 {
            None | Some(Value::Null) => visitor.visit_none(),
            some => visitor.visit_some(Node(some)),
        }
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
        visitor.visit_map(Entries::of(self.object()?))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let mut fields = self.fields(names)?;
        visitor.visit_seq(&mut fields).map_err(|error| fields.told(error))
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
        self.0.next().map(|item| seed.deserialize(Node(Some(item)))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// A struct that is being read: its fields are asked for in its order.
struct Fields {
    object: Map<String, Value>,
    names: slice::Iter<'static, &'static str>,
    /// The last one asked for that was not there.
    absent: Option<&'static str>,
}

impl Fields {
    /// A struct that cannot do without a field complains of the length of the list that it takes the fields for.
    #[cold]
    fn told(&self, error: Error) -> Error {
        match (error, self.absent) {
            (Error::Absent, Some(name)) => Error::Shape(format!("missing field `{name}`")),
            (error, _) => error,
        }
    }
}

impl<'de> SeqAccess<'de> for &mut Fields {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(name) = self.names.next() else { return Ok(None) };
        let value = self.object.get_mut(*name).map(Value::take);
        let absent = value.is_none();
        if absent {
            self.absent = Some(name);
        }
        match seed.deserialize(Node(value)) {
            Ok(value) => Ok(Some(value)),
            // The struct knows whether it has a default.
            Err(Error::Absent) if absent => Ok(None),
            Err(error) => Err(under(name, &error)),
        }
    }
}

/// A map that is being read.
struct Entries {
    left: serde_json::map::IntoIter,
    key: String,
    value: Value,
}

impl Entries {
    fn of(object: Map<String, Value>) -> Self {
        Self { left: object.into_iter(), key: String::new(), value: Value::Null }
    }
}

/// Where a mistake is.
#[cold]
fn under(key: &str, error: &Error) -> Error {
    Error::Shape(format!("{key}: {error}"))
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        (self.key, self.value) = (key.clone(), value);
        seed.deserialize(Node(Some(Value::String(key)))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Node(Some(self.value.take()))).map_err(|error| under(&self.key, &error))
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
        Ok((seed.deserialize(Node(Some(Value::String(self.name))))?, self.content))
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
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_struct("", names, visitor)
    }
}
