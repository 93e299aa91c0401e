import type { Row } from "../row";
import { bundle } from "./bundle";

export const rows: readonly Row[] = [bundle];
