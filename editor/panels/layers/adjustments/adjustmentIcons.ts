// The icons of the kinds of adjustments.
import {
	ChartNoAxesColumn,
	Contrast,
	Droplets,
	type LucideIcon,
	Palette,
	Spline,
	Sun,
	Thermometer,
	Triangle,
} from "lucide-react";
import type { AdjustmentKind } from "../../../raster";

export const ADJUSTMENT_ICONS: Readonly<Record<AdjustmentKind, LucideIcon>> = {
	brightness: Sun,
	contrast: Contrast,
	saturation: Palette,
	temperature: Thermometer,
	curves: Spline,
	levels: ChartNoAxesColumn,
	blur: Droplets,
	sharpen: Triangle,
};
