namespace Tarn.Project;

/// <summary>How a resource is fetched: over HTTP or from files.</summary>
public abstract record ResourceFetch
{
    private ResourceFetch() { }

    /// <summary>Pages of JSON from a REST API.</summary>
    public sealed record Rest : ResourceFetch
    {
        /// <summary>The server and how to speak with it.</summary>
        public required RestConnection Connection { get; init; }

        /// <summary>The path below the base URL, with its leading '/'.</summary>
        public required string Path { get; init; }

        /// <summary>GET or POST.</summary>
        public string Method { get; init; } = "GET";

        /// <summary>Query parameters in the file's order; a value that came from the environment hides itself.</summary>
        public required IReadOnlyList<KeyValuePair<string, SecretText>> Params { get; init; }

        /// <summary>Where the records are in a page: a list, or one object that is one record. <c>$</c> is the whole page.</summary>
        public required JsonPathText Records { get; init; }

        /// <summary>How the next page is found.</summary>
        public required RestPaging Paging { get; init; }

        /// <summary>How a load continues where the one before ended; null fetches everything each time.</summary>
        public RestCursor? Cursor { get; init; }

        /// <summary>More pages than this in one load are a failure.</summary>
        public int PagesMax { get; init; } = 10_000;
    }

    /// <summary>Files below the project's root, or at an absolute path.</summary>
    public sealed record Files : ResourceFetch
    {
        /// <summary>The pattern, relative to the project's root, with '/': <c>data/*.csv</c>.</summary>
        public required string Glob { get; init; }

        /// <summary>What is in the files.</summary>
        public required FileFormat Format { get; init; }
    }
}
