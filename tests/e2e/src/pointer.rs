//! The mouse, where a click is not enough: dragging a part of the outline, dropping a file.

use crate::element::Element;
use crate::page::Page;
use anyhow::Result;
use serde_json::{Value, json};
use std::path::Path;

/// A point of the visible page.
type Point = (f64, f64);

impl Page {
    /// Drags one element onto another: `share` says how far down in it the mouse is let go, from 0 at
    /// its upper edge to 1 at its lower.
    pub async fn drag(&self, from: &Element, to: &Element, share: f64) -> Result<()> {
        let (left, top, width, height) = from.place().await?;
        let start = (left + width / 2.0, top + height / 2.0);
        let (left, top, width, height) = to.place().await?;
        let end = (left + width / 2.0, top + height * share);
        // Without this the browser would hand the drag to a window system that is not there.
        self.cdp("Input.setInterceptDrags", json!({ "enabled": true }))
            .await?;
        self.mouse("mousePressed", start, 1).await?;
        self.mouse("mouseMoved", (start.0 + 6.0, start.1 + 6.0), 1)
            .await?;
        self.mouse("mouseMoved", (start.0 + 12.0, start.1 + 12.0), 1)
            .await?;
        let carried = json!({
            "items": [{ "mimeType": "text/x-tigang", "data": "part" }],
            "dragOperationsMask": 16,
        });
        for kind in ["dragEnter", "dragOver", "dragOver", "drop"] {
            self.drag_event(kind, end, &carried).await?;
        }
        self.mouse("mouseReleased", end, 0).await?;
        self.cdp("Input.setInterceptDrags", json!({ "enabled": false }))
            .await
            .map(|_| ())
    }

    /// Selects text with the button held from one point of the visible page to another, on the way as slowly as a
    /// hand does.
    pub async fn sweep(&self, from: Point, to: Point) -> Result<()> {
        const STEPS: u8 = 12;
        self.mouse("mousePressed", from, 1).await?;
        for step in 1..=STEPS {
            let share = f64::from(step) / f64::from(STEPS);
            let way = |from: f64, to: f64| from + (to - from) * share;
            self.mouse("mouseMoved", (way(from.0, to.0), way(from.1, to.1)), 1)
                .await?;
        }
        self.mouse("mouseReleased", to, 0).await
    }

    /// Clicks a point of the visible page with Shift held.
    pub async fn shift_click(&self, at: Point) -> Result<()> {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({
                "type": kind, "x": at.0, "y": at.1, "button": "left", "clickCount": 1, "modifiers": 8,
            });
            self.cdp("Input.dispatchMouseEvent", event).await?;
        }
        Ok(())
    }

    /// Drops a file from the desktop onto the page.
    pub async fn drop_file(&self, at: Point, file: &Path) -> Result<()> {
        let carried = json!({ "items": [], "files": [file], "dragOperationsMask": 1 });
        for kind in ["dragEnter", "dragOver", "drop"] {
            self.drag_event(kind, at, &carried).await?;
        }
        Ok(())
    }

    async fn drag_event(&self, kind: &str, at: Point, carried: &Value) -> Result<()> {
        let event = json!({ "type": kind, "x": at.0, "y": at.1, "data": carried });
        self.cdp("Input.dispatchDragEvent", event).await.map(|_| ())
    }

    async fn mouse(&self, kind: &str, at: Point, held: u8) -> Result<()> {
        let event = json!({
            "type": kind, "x": at.0, "y": at.1, "button": "left", "buttons": held, "clickCount": 1,
        });
        self.cdp("Input.dispatchMouseEvent", event)
            .await
            .map(|_| ())
    }

    /// Opens the menu of the right mouse button on an element.
    pub async fn right_click(&self, element: &Element) -> Result<()> {
        let (left, top, width, height) = element.place().await?;
        let (x, y) = (left + width / 2.0, top + height / 2.0);
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "right", "clickCount": 1 });
            self.cdp("Input.dispatchMouseEvent", event).await?;
        }
        Ok(())
    }
}
