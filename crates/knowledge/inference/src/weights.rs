//! The weight file: every tensor's name, kind, shape and values are checked before use.

use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

use crate::error::Kind;
use crate::kernel::{Buffer, Kernels};
use crate::linear::Linear;
use crate::model::Labels;

const FORMAT: &str = "entente-reader/1";
/// The width of an attention head; the format fixes it.
pub(crate) const HEAD_WIDTH: usize = 32;
/// Larger labels sets or layers than these come from damaged files: they bound what a file can ask for.
const MOST_LABELS: usize = 16_384;
const MOST_LAYERS: usize = 48;
const MOST_WIDTH: usize = 2_048;
/// Sums of 8-bit products over so many numbers stay far below 2^31.
const MOST_FEED_FORWARD: usize = 16_384;
const MOST_PIECES: usize = 1_024;
/// A window holds at least one word of sixteen pieces and the two pieces around it.
const LEAST_PIECES: usize = 18;

/// The sizes of a network.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Config {
    pub(crate) width: usize,
    pub(crate) layers: usize,
    pub(crate) heads: usize,
    pub(crate) feed_forward: usize,
    pub(crate) max_pieces: usize,
    pub(crate) window_pieces: usize,
    pub(crate) arc_width: usize,
    pub(crate) relation_width: usize,
    pub(crate) norm_epsilon: f32,
}

impl Config {
    fn check(&self) -> Result<(), Kind> {
        let bounds = [
            (self.width == self.heads.saturating_mul(HEAD_WIDTH), "width = 32 * heads"),
            ((HEAD_WIDTH..=MOST_WIDTH).contains(&self.width), "width in 32..=2048"),
            ((1..=MOST_LAYERS).contains(&self.layers), "layers in 1..=48"),
            (is_blocked(self.feed_forward, MOST_FEED_FORWARD), "feed_forward a multiple of 32 in 32..=16384"),
            (is_blocked(self.arc_width, MOST_WIDTH), "arc_width a multiple of 32 in 32..=2048"),
            (is_blocked(self.relation_width, MOST_WIDTH), "relation_width a multiple of 32 in 32..=2048"),
            ((LEAST_PIECES..=self.max_pieces).contains(&self.window_pieces), "window_pieces in 18..=max_pieces"),
            (self.max_pieces <= MOST_PIECES, "max_pieces of at most 1024"),
            ((0.0..1.0).contains(&self.norm_epsilon), "norm_epsilon in 0..1"),
        ];
        match bounds.iter().find(|(holds, _)| !holds) {
            None => Ok(()),
            Some((_, expected)) => Err(metadata("config", expected, &format!("{self:?}"))),
        }
    }
}

fn is_blocked(size: usize, most: usize) -> bool {
    size > 0 && size <= most && size.is_multiple_of(32)
}

/// A weight file whose container was read.
pub(crate) struct File<'a> {
    tensors: SafeTensors<'a>,
    pub(crate) config: Config,
}

impl<'a> File<'a> {
    /// A reader's file, and its label sets.
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<(File<'a>, Labels), Kind> {
        let (_, header) = SafeTensors::read_metadata(bytes)?;
        let strings = header.metadata().clone().unwrap_or_default();
        let get = |key: &'static str, expected: &str| {
            strings.get(key).map(String::as_str).ok_or_else(|| metadata(key, expected, "none"))
        };
        let format = get("format", FORMAT)?;
        if format != FORMAT {
            return Err(metadata("format", FORMAT, format));
        }
        let config: Config = json("config", get("config", "JSON")?)?;
        config.check()?;
        let labels: Labels = json("labels", get("labels", "JSON")?)?;
        for (name, list) in labels.lists() {
            if list.is_empty() || list.len() > MOST_LABELS {
                return Err(metadata("labels", &format!("1..={MOST_LABELS} of {name}"), &list.len().to_string()));
            }
        }
        Ok((File { tensors: SafeTensors::deserialize(bytes)?, config }, labels))
    }

    /// A file of layers that stand beside those of a reader with this configuration.
    pub(crate) fn beside(bytes: &'a [u8], config: &Config) -> Result<File<'a>, Kind> {
        Ok(File { tensors: SafeTensors::deserialize(bytes)?, config: config.clone() })
    }

    /// Whether any tensor's name begins so.
    pub(crate) fn has(&self, prefix: &str) -> bool {
        self.tensors.names().iter().any(|name| name.starts_with(prefix))
    }

    /// The rows of a tensor whose number is not known beforehand.
    pub(crate) fn rows(&self, name: &str) -> Result<usize, Kind> {
        let missing = |_| Kind::Missing { name: name.to_owned(), expected: "rows".to_owned() };
        Ok(self.tensors.tensor(name).map_err(missing)?.shape().first().copied().unwrap_or(0))
    }

    /// A tensor of finite numbers.
    pub(crate) fn floats(&self, name: &str, shape: &[usize]) -> Result<Buffer<f32>, Kind> {
        let data = self.data(name, Dtype::F32, shape)?;
        let mut values = Buffer::zeroed(data.len() / 4);
        for (value, bytes) in values.iter_mut().zip(data.chunks_exact(4)) {
            *value = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        match values.iter().position(|value| !value.is_finite()) {
            None => Ok(values),
            Some(at) => Err(tensor(name, "finite numbers", format!("{} at {at}", values[at]))),
        }
    }

    /// A tensor of positive numbers.
    pub(crate) fn scales(&self, name: &str, shape: &[usize]) -> Result<Buffer<f32>, Kind> {
        let values = self.floats(name, shape)?;
        match values.iter().position(|&value| value <= 0.0) {
            None => Ok(values),
            Some(at) => Err(tensor(name, "positive numbers", format!("{} at {at}", values[at]))),
        }
    }

    /// A tensor of 8-bit numbers in -127..=127.
    pub(crate) fn bytes(&self, name: &str, shape: &[usize]) -> Result<Buffer<i8>, Kind> {
        let data = self.data(name, Dtype::I8, shape)?;
        let mut values = Buffer::zeroed(data.len());
        for (value, byte) in values.iter_mut().zip(data) {
            *value = byte.cast_signed();
        }
        match values.iter().position(|&value| value == i8::MIN) {
            None => Ok(values),
            Some(at) => Err(tensor(name, "numbers in -127..=127", format!("-128 at {at}"))),
        }
    }

    /// Quantized linear layers with the same input, stacked in this order.
    pub(crate) fn linear(&self, kernels: Kernels, parts: &[(&str, usize)], inner: usize) -> Result<Linear, Kind> {
        let outputs = parts.iter().map(|(_, outputs)| outputs).sum();
        let mut weights = Vec::with_capacity(outputs * inner);
        let (mut scale, mut bias) = (Vec::new(), Vec::new());
        for &(name, outputs) in parts {
            weights.extend_from_slice(&self.bytes(&format!("{name}.weight"), &[outputs, inner])?);
            scale.extend_from_slice(&self.scales(&format!("{name}.scale"), &[outputs])?);
            bias.extend_from_slice(&self.floats(&format!("{name}.bias"), &[outputs])?);
        }
        let panels = kernels.pack(&weights, inner);
        let columns = panels.columns();
        Ok(Linear {
            panels,
            scale: Buffer::from_slice(&scale, columns),
            bias: Buffer::from_slice(&bias, columns),
            outputs,
        })
    }

    fn data(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&[u8], Kind> {
        let expected = format!("{dtype} {shape:?}");
        let Ok(view) = self.tensors.tensor(name) else {
            return Err(Kind::Missing { name: name.to_owned(), expected });
        };
        if view.dtype() != dtype || view.shape() != shape {
            return Err(tensor(name, &expected, format!("{} {:?}", view.dtype(), view.shape())));
        }
        Ok(view.data())
    }
}

fn json<T: for<'de> Deserialize<'de>>(key: &'static str, text: &str) -> Result<T, Kind> {
    serde_json::from_str(text).map_err(|source| Kind::Json { key, source })
}

fn metadata(key: &'static str, expected: &str, found: &str) -> Kind {
    Kind::Metadata { key, expected: expected.to_owned(), found: found.to_owned() }
}

fn tensor(name: &str, expected: &str, found: String) -> Kind {
    Kind::Tensor { name: name.to_owned(), expected: expected.to_owned(), found }
}
