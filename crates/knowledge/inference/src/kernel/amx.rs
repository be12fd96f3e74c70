//! Integer products with the matrix tiles of AMX, on Linux.
//!
//! A tile has 16 rows of 64 bytes. `tdpbssd` multiplies 16 rows of 64 bytes by 16 columns of 64 bytes,
//! exactly, with signs. The standard library has no stable functions for it, hence the assembly.

use std::arch::asm;
use std::arch::x86_64::{__cpuid_count, _MM_HINT_T1, _mm_prefetch};
use std::sync::OnceLock;

use super::{COLUMNS, Panels};

/// Rows of a tile, and columns of its product.
const TILE: usize = 16;
/// Bytes of a row of a tile: what `inner` must be a multiple of.
pub(super) const STEP: usize = 64;

/// Whether the processor has 8-bit tiles and the system lets this process use them.
///
/// Asks Linux for the permission once, since saving tiles costs it memory for every thread.
pub(super) fn is_available() -> bool {
    static AVAILABLE: OnceLock<bool> = OnceLock::new();
    *AVAILABLE.get_or_init(|| has_tiles() && is_permitted())
}

/// AMX-TILE and AMX-INT8 in leaf 7.
fn has_tiles() -> bool {
    const TILES: u32 = 0b11 << 24;
    __cpuid_count(0, 0).eax >= 7 && __cpuid_count(7, 0).edx & TILES == TILES
}

/// `arch_prctl(ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA)`; zero is a permission.
fn is_permitted() -> bool {
    const ARCH_PRCTL: i64 = 158;
    const REQUEST: i64 = 0x1023;
    const TILE_DATA: i64 = 18;
    let mut result = ARCH_PRCTL;
    // SAFETY: the call takes no pointers and only widens what this process may do; `syscall` writes
    // the registers named here.
    unsafe {
        asm!("syscall", inlateout("rax") result, in("rdi") REQUEST, in("rsi") TILE_DATA, out("rcx") _, out("r11") _, options(nostack));
    }
    result == 0
}

/// What `ldtilecfg` reads: palette, then bytes a row and rows of each tile.
#[repr(C, align(64))]
struct Shape([u8; 64]);

impl Shape {
    /// Tiles 0..=5 have `rows` rows (sums and rows of `a`), 6 and 7 sixteen (weights).
    fn new(rows: usize) -> Shape {
        let mut bytes = [0; 64];
        bytes[0] = 1;
        for tile in 0..8 {
            bytes[16 + 2 * tile] = STEP as u8;
            bytes[48 + tile] = if tile < 6 { rows as u8 } else { TILE as u8 };
        }
        Shape(bytes)
    }
}

/// See [`super::Kernels::multiply8`].
///
/// # Safety
/// [`is_available`] is true, `a` holds `rows` rows, `out` as many rows of results, and `weights.inner` is a multiple of [`STEP`].
pub(super) unsafe fn multiply8(a: &[i8], rows: usize, weights: &Panels, out: &mut [i32]) {
    if rows == 0 {
        return;
    }
    let shape = Shape::new(rows.min(TILE));
    // SAFETY: the shape is one that palette 1 allows.
    unsafe { asm!("ldtilecfg [{}]", in(reg) &shape, options(nostack, readonly)) };
    for panel in 0..weights.panels {
        let mut first = 0;
        while first < rows {
            // The last tiles lie over those before them where rows are left over: they write the same sums again.
            let row = first.min(rows.saturating_sub(2 * TILE));
            let second = (row + TILE).min(rows.saturating_sub(TILE));
            // SAFETY: tiles of `min(rows, 16)` rows from `row` and `second` end at `rows` at the latest.
            unsafe { multiply_tiles(a, weights, panel, row, second, out) };
            first += 2 * TILE;
        }
    }
    // SAFETY: gives the tiles back; nothing else uses them.
    unsafe { asm!("tilerelease", options(nostack, nomem)) };
}

/// Multiplies two tiles of rows with the two tiles of columns of a panel.
///
/// # Safety
/// As [`multiply8`], with tiles configured; the rows from `row` and `second` on that a tile has are in `a` and `out`, and
/// `panel < weights.panels`.
#[inline(always)]
unsafe fn multiply_tiles(a: &[i8], weights: &Panels, panel: usize, row: usize, second: usize, out: &mut [i32]) {
    let (inner, stride) = (weights.inner, weights.stride());
    // SAFETY: a step reads 64 of `inner` bytes of each row and 16 groups of 128 bytes of the panel, of
    // which there are `inner / 4`; the next panel is only prefetched, which cannot fault; 32 sums of each row
    // are written at the panel's columns. No other code holds values in tiles.
    unsafe {
        let a0 = a.as_ptr().add(row * inner);
        let a1 = a.as_ptr().add(second * inner);
        let b = weights.bytes.as_ptr().add(panel * COLUMNS * inner);
        asm!("tilezero tmm0", "tilezero tmm1", "tilezero tmm2", "tilezero tmm3", options(nostack, nomem));
        let next = b.wrapping_add(COLUMNS * inner);
        for k in (0..inner).step_by(STEP) {
            if row == 0 {
                (0..COLUMNS).for_each(|line| _mm_prefetch::<_MM_HINT_T1>(next.wrapping_add(k * COLUMNS + line * STEP)));
            }
            asm!(
                "tileloadd tmm6, [{b} + {b_stride}]",
                "tileloadd tmm4, [{a0} + {a_stride}]",
                "tdpbssd tmm0, tmm4, tmm6",
                "tileloadd tmm7, [{b} + {b_stride} + 64]",
                "tdpbssd tmm1, tmm4, tmm7",
                "tileloadd tmm5, [{a1} + {a_stride}]",
                "tdpbssd tmm2, tmm5, tmm6",
                "tdpbssd tmm3, tmm5, tmm7",
                b = in(reg) b.add(k * COLUMNS),
                a0 = in(reg) a0.add(k),
                a1 = in(reg) a1.add(k),
                b_stride = in(reg) COLUMNS * 4,
                a_stride = in(reg) inner,
                options(nostack, readonly)
            );
        }
        let out = out.as_mut_ptr().add(panel * COLUMNS);
        asm!(
            "tilestored [{c0} + {stride}], tmm0",
            "tilestored [{c0} + {stride} + 64], tmm1",
            "tilestored [{c1} + {stride}], tmm2",
            "tilestored [{c1} + {stride} + 64], tmm3",
            c0 = in(reg) out.add(row * stride),
            c1 = in(reg) out.add(second * stride),
            stride = in(reg) stride * 4,
            options(nostack)
        );
    }
}
