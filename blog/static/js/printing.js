// Pictures that would have been fetched on the way down are fetched before the page goes to paper.
export function loadForPaper() {
  addEventListener("beforeprint", () => {
    for (const picture of document.querySelectorAll('img[loading="lazy"]')) picture.loading = "eager";
  });
}
