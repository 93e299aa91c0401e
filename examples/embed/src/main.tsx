// The page: one editor for its whole life, and the component that shows it.
import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./app.css";

const root = document.getElementById("app");
if (root) createRoot(root).render(<App />);
