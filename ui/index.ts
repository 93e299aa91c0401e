// The UI kit's only door: controls that the editor and the studio share. It knows no product: labels come as props, and it
// imports nothing but React, lucide-react and @floating-ui/dom. Its sheet is ui/ui.css, its root an element .hfis-ui.
export { Dialog, type DialogProps } from "./Dialog";
export { DialogOverlay, useDialogOverlay } from "./dialogOverlay";
export { moveFocus } from "./focusMovement";
export { IconButton } from "./IconButton";
export { Menu, MenuItem } from "./Menu";
export { NumberField } from "./NumberField";
export { type ClosePopover, Popover, type PopoverProps } from "./Popover";
export { keepPlaced, type Side } from "./place";
export { RadioGroup } from "./RadioGroup";
export { Select } from "./Select";
export { Slider } from "./Slider";
export { Switch } from "./Switch";
export { TabList, TabPanel } from "./Tabs";
export { Toast } from "./Toast";
export { Toolbar } from "./Toolbar";
export { TooltipLayer } from "./TooltipLayer";
export { TabStop, useTabStop } from "./tabStop";
export { tooltipProps } from "./tooltipProps";
export { useElementSize, useElementWidth } from "./useElementSize";
export { useModalDialog } from "./useModalDialog";
