// In place of the theme's file of this name: its 1.5 MB turn icons into drawings, and the theme's style
// sheet draws the same icons by fonts, which every page loads as well.
