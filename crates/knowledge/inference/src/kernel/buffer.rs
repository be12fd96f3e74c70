//! Memory that starts on a cache line, so that no vector load straddles two.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

/// One cache line, the size of the widest vector.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Line([u8; 64]);

/// Numbers for which every pattern of bits is a value.
///
/// # Safety
/// The type has no padding, accepts any bytes and needs no more than 64 bytes of alignment; its size divides 64.
pub(crate) unsafe trait Plain: Copy {}

// SAFETY: a primitive number or an array of two: no padding, any bits, size 1, 2 or 4.
unsafe impl Plain for i8 {}
// SAFETY: as above.
unsafe impl Plain for u8 {}
// SAFETY: as above.
unsafe impl Plain for i32 {}
// SAFETY: as above.
unsafe impl Plain for f32 {}
// SAFETY: as above.
unsafe impl Plain for [i16; 2] {}

/// A vector of plain numbers on cache lines; zeros at first.
#[derive(Clone)]
pub(crate) struct Buffer<T> {
    lines: Vec<Line>,
    length: usize,
    kind: PhantomData<T>,
}

impl<T: Plain> Buffer<T> {
    pub(crate) fn zeroed(length: usize) -> Buffer<T> {
        let lines = vec![Line([0; 64]); (length * size_of::<T>()).div_ceil(64)];
        Buffer { lines, length, kind: PhantomData }
    }

    pub(crate) fn from_slice(values: &[T], length: usize) -> Buffer<T> {
        let mut buffer = Buffer::zeroed(length);
        buffer[..values.len()].copy_from_slice(values);
        buffer
    }

    /// Makes room for at least `length` numbers; what was there is kept or lost as it comes.
    pub(crate) fn reserve(&mut self, length: usize) {
        if length > self.length {
            *self = Buffer::zeroed(length);
        }
    }
}

impl<T: Plain> Default for Buffer<T> {
    fn default() -> Buffer<T> {
        Buffer::zeroed(0)
    }
}

impl<T: Plain> Deref for Buffer<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // SAFETY: `lines` holds at least `length` values of `T` (see `zeroed`), initialized, aligned to 64
        // bytes, and `T: Plain` accepts any bytes.
        unsafe { std::slice::from_raw_parts(self.lines.as_ptr().cast(), self.length) }
    }
}

impl<T: Plain> DerefMut for Buffer<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as in `deref`; the borrow of `self` is exclusive, and any `T` written leaves valid bytes.
        unsafe { std::slice::from_raw_parts_mut(self.lines.as_mut_ptr().cast(), self.length) }
    }
}
