"""Library -> Pages: each page holds everything that its template may read."""
