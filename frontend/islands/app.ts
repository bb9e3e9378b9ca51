// Everything works without these; they make it quicker.
import { startCounts } from "./counts";
import { startDialogs } from "./dialogs";
import { startInstalled } from "./installed";
import { startKeys } from "./keys";
import { startLive } from "./live";
import { startNotices } from "./notices";
import { startTheme } from "./theme";

startTheme();
startDialogs();
startKeys();
startCounts();
startNotices();
startLive();
startInstalled();
