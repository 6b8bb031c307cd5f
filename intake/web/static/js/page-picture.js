// A page that came as PNG in Base64, as an address for an <img>.

export const pictureOf = (data) => URL.createObjectURL(new Blob([Uint8Array.from(atob(data), (each) => each.charCodeAt(0))], { type: "image/png" }));
