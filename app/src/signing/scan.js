// Reads the code of a prescription with the camera, where the browser reads codes by itself.
const canScan = async () =>
  "BarcodeDetector" in window &&
  Boolean(navigator.mediaDevices?.getUserMedia) &&
  (await BarcodeDetector.getSupportedFormats()).includes("qr_code");

const offerCamera = async (place, found) => {
  if (!(await canScan().catch(() => false))) return;
  const part = (name) => place.querySelector(`[data-scan-${name}]`);
  const [start, stop, view, failed] = ["start", "stop", "view", "failed"].map(part);
  part("without").hidden = true;
  start.hidden = false;
  let stream = null;
  let wanted = false;
  const end = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    view.srcObject = null;
    view.hidden = stop.hidden = true;
    start.hidden = false;
  };
  stop.addEventListener("click", () => {
    wanted = false;
    end();
  });
  start.addEventListener("click", async () => {
    failed.hidden = true;
    wanted = true;
    try {
      const video = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
      stream = await navigator.mediaDevices.getUserMedia({ video });
      view.srcObject = stream;
      view.hidden = stop.hidden = false;
      start.hidden = true;
      await view.play();
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      while (stream) {
        const codes = await detector.detect(view);
        const code = codes.map(({ rawValue }) => rawValue).find((text) => /^shc:\//i.test(text));
        if (code && stream) {
          end();
          found(code);
          return;
        }
        await new Promise((go) => setTimeout(go, 100));
      }
    } catch {
      // Whoever stops the camera in the middle of a look is told nothing.
      failed.hidden = !wanted;
      end();
    }
  });
};
