//! Any value of a type that serde can read, drawn from a few bytes.
//!
//! A property of the store must hold for every piece of evidence there is, and for those to come. So the
//! values are not made by hand, field by field: the type's own `Deserialize` says which fields and
//! variants it has, and the bytes decide among them. When the bytes run out, everything is empty.

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess,
    VariantAccess, Visitor, value,
};

const TEXTS: [&str; 8] = [
    "",
    "Confirm",
    "⟦mrn⟧",
    "a \"quoted\"\nline\twith\r\u{0}control",
    "</script><!--",
    "予約 🩺 \u{202e}",
    "{\"json\": 1}",
    "\\u0000 \\",
];

/// The value that these bytes stand for.
pub(crate) fn drawn<T: DeserializeOwned>(bytes: &[u8]) -> T {
    T::deserialize(&mut Pen { bytes: bytes.iter() }).expect("a type without untagged parts")
}

struct Pen<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl Pen<'_> {
    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or(0)
    }

    fn whole(&mut self) -> i16 {
        i16::from_le_bytes([self.byte(), self.byte()])
    }

    fn natural(&mut self) -> u16 {
        self.whole().unsigned_abs()
    }

    fn text(&mut self) -> &'static str {
        TEXTS[usize::from(self.byte()) % TEXTS.len()]
    }
}

macro_rules! numbers {
    ($($deserialize:ident $visit:ident $draw:ident,)+) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            visitor.$visit(self.$draw().into())
        }
    )+};
}

impl<'de> Deserializer<'de> for &mut Pen<'_> {
    type Error = value::Error;

    numbers! {
        deserialize_i16 visit_i16 whole,
        deserialize_i32 visit_i32 whole,
        deserialize_i64 visit_i64 whole,
        deserialize_u8 visit_u8 byte,
        deserialize_u16 visit_u16 natural,
        deserialize_u32 visit_u32 natural,
        deserialize_u64 visit_u64 natural,
        deserialize_str visit_str text,
        deserialize_string visit_str text,
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_bool(self.byte() % 2 == 1)
    }

    /// In the browser's own unit of layout, the 64th part of a pixel.
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_f64(f64::from(self.whole()) / 64.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        if self.byte().is_multiple_of(4) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let left = usize::from(self.byte() % 4);
        visitor.visit_seq(Items { pen: self, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        left: usize,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_seq(Items { pen: self, left })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let left = usize::from(self.byte() % 4);
        visitor.visit_map(Pairs { pen: self, left })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_map(Fields { pen: self, left: fields.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_enum(Variant { pen: self, variants })
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(value::Error::custom("a type that does not say what it is"))
    }

    serde::forward_to_deserialize_any! {
        i8 i128 u128 f32 char bytes byte_buf unit unit_struct tuple_struct identifier ignored_any
    }
}

struct Pairs<'p, 'b> {
    pen: &'p mut Pen<'b>,
    left: usize,
}

impl<'de> MapAccess<'de> for Pairs<'_, '_> {
    type Error = value::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Self::Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.pen).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Self::Error> {
        seed.deserialize(&mut *self.pen)
    }
}

struct Items<'p, 'b> {
    pen: &'p mut Pen<'b>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = value::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Self::Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.pen).map(Some)
    }
}

struct Fields<'p, 'b> {
    pen: &'p mut Pen<'b>,
    left: std::slice::Iter<'static, &'static str>,
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = value::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Self::Error> {
        let Some(name) = self.left.next() else { return Ok(None) };
        seed.deserialize(value::StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<T::Value, Self::Error> {
        seed.deserialize(&mut *self.pen)
    }
}

struct Variant<'p, 'b> {
    pen: &'p mut Pen<'b>,
    variants: &'static [&'static str],
}

impl<'de, 'p, 'b> EnumAccess<'de> for Variant<'p, 'b> {
    type Error = value::Error;
    type Variant = Inside<'p, 'b>;

    fn variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<(T::Value, Self::Variant), Self::Error> {
        let name = self.variants[usize::from(self.pen.byte()) % self.variants.len()];
        let variant = seed.deserialize(value::StrDeserializer::new(name))?;
        Ok((variant, Inside { pen: self.pen }))
    }
}

struct Inside<'p, 'b> {
    pen: &'p mut Pen<'b>,
}

impl<'de> VariantAccess<'de> for Inside<'_, '_> {
    type Error = value::Error;

    fn unit_variant(self) -> Result<(), Self::Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, Self::Error> {
        seed.deserialize(self.pen)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        left: usize,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_seq(Items { pen: self.pen, left })
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_map(Fields { pen: self.pen, left: fields.iter() })
    }
}
