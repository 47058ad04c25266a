/**
 * QR codes as SVG, drawn here so that no secret leaves the server for an image.
 * <p>
 * May use ZXing; no Spring, no other feature. Must never offer a picture under an address
 * of its own (it could be cached) nor print what a code says.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.secondstep.qr;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
