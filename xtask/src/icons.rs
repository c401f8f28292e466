//! The page's sign: three numbered lines on a red sheet, as a drawing and as pictures in the sizes that
//! systems ask for when the page is installed as an app. The same shapes stand in index.html.

use anyhow::Result;
use flate2::{Compression, Crc, write::ZlibEncoder};
use std::io::Write;

/// The side of the drawing, in its own units.
const SIDE: f64 = 32.0;
/// How far its corners are rounded.
const ROUND: f64 = 6.0;
const RED: [u8; 3] = [0xb3, 0x26, 0x1e];
const WHITE: [u8; 3] = [0xff; 3];
/// The white bars: left, top, width, height.
const BARS: [[f64; 4]; 6] = [
    [8.0, 9.0, 3.0, 3.0],
    [14.0, 9.5, 10.0, 2.0],
    [8.0, 15.0, 3.0, 3.0],
    [14.0, 15.5, 10.0, 2.0],
    [8.0, 21.0, 3.0, 3.0],
    [14.0, 21.5, 10.0, 2.0],
];
/// Points looked at within a pixel, each way.
const POINTS: u32 = 4;

/// The files of the sign by their names.
pub fn files() -> Result<Vec<(&'static str, Vec<u8>)>> {
    Ok(vec![
        ("icon.svg", drawing().into_bytes()),
        ("icon-192.png", picture(192, ROUND)?),
        ("icon-512.png", picture(512, ROUND)?),
        // Systems cut their own shape out of this one; the bars lie well within what every shape shows.
        ("icon-maskable-512.png", picture(512, 0.0)?),
    ])
}

fn drawing() -> String {
    let bars: String = BARS
        .iter()
        .map(|[left, top, width, height]| format!("M{left} {top}h{width}v{height}h-{width}z"))
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\"><rect width=\"{SIDE}\" \
         height=\"{SIDE}\" rx=\"{ROUND}\" fill=\"#b3261e\"/><path d=\"{bars}\" fill=\"#fff\"/></svg>\n"
    )
}

/// A PNG file (W3C, Portable Network Graphics) of so many pixels a side.
fn picture(side: u32, round: f64) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    for row in 0..side {
        // Each row says how it was filtered: not at all.
        rows.push(0);
        for column in 0..side {
            rows.extend(pixel(side, column, row, round));
        }
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&rows)?;
    let mut head = [side.to_be_bytes(), side.to_be_bytes()].concat();
    // Eight bits of red, green, blue and opacity; the only ways to pack and filter; not interlaced.
    head.extend([8, 6, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [
        (b"IHDR", head),
        (b"IDAT", packed.finish()?),
        (b"IEND", Vec::new()),
    ] {
        let mut sum = Crc::new();
        sum.update(kind);
        sum.update(&data);
        file.extend(u32::try_from(data.len())?.to_be_bytes());
        file.extend(kind);
        file.extend(data);
        file.extend(sum.sum().to_be_bytes());
    }
    Ok(file)
}

/// The colour of a pixel: the mean of some points in it.
fn pixel(side: u32, column: u32, row: u32, round: f64) -> [u8; 4] {
    let place = |pixel: u32, point: u32| {
        (f64::from(pixel) + (f64::from(point) + 0.5) / f64::from(POINTS)) * SIDE / f64::from(side)
    };
    let (mut shown, mut white) = (0, 0);
    for point in 0..POINTS * POINTS {
        let (x, y) = (place(column, point % POINTS), place(row, point / POINTS));
        shown += u32::from(is_on_sheet(x, y, round));
        white += u32::from(BARS.iter().any(|[left, top, width, height]| {
            (*left..left + width).contains(&x) && (*top..top + height).contains(&y)
        }));
    }
    let all = POINTS * POINTS;
    let mean = |red: u8, white_part: u8| {
        let sum = u32::from(red) * (all - white) + u32::from(white_part) * white;
        u8::try_from(sum / all).unwrap_or(u8::MAX)
    };
    let [red, green, blue] = RED;
    let [light, _, _] = WHITE;
    let opacity = u8::try_from(shown * 255 / all).unwrap_or(u8::MAX);
    [
        mean(red, light),
        mean(green, light),
        mean(blue, light),
        opacity,
    ]
}

/// Whether a point is on the sheet with its rounded corners.
fn is_on_sheet(x: f64, y: f64, round: f64) -> bool {
    let beyond = |at: f64| (round - at).max(at - (SIDE - round)).max(0.0);
    beyond(x).hypot(beyond(y)) <= round
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_picture_has_its_size_and_its_colours() -> Result<()> {
        let file = picture(32, ROUND)?;
        assert_eq!(
            file.get(16..24),
            Some([0, 0, 0, 32, 0, 0, 0, 32].as_slice())
        );
        let data = file.get(41..file.len() - 16).unwrap_or_default();
        let mut rows = Vec::new();
        flate2::read::ZlibDecoder::new(data).read_to_end(&mut rows)?;
        assert_eq!(rows.len(), 32 * (1 + 32 * 4));
        let at = |column: usize, row: usize| {
            let start = row * (1 + 32 * 4) + 1 + column * 4;
            rows.get(start..start + 4).map(<[u8]>::to_vec)
        };
        assert_eq!(at(0, 0).and_then(|corner| corner.get(3).copied()), Some(0));
        assert_eq!(at(16, 2), Some(vec![0xb3, 0x26, 0x1e, 255]));
        assert_eq!(at(9, 10), Some(vec![255, 255, 255, 255]));
        Ok(())
    }

    #[test]
    fn a_picture_for_any_shape_fills_its_corners() {
        assert_eq!(pixel(64, 0, 0, 0.0), [0xb3, 0x26, 0x1e, 255]);
    }
}
