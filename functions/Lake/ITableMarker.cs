namespace Functions.Lake;

/// <summary>A marker of tables: of a playlist and day, or of a month of plays.</summary>
internal interface ITableMarker
{
    TablePlace Place { get; }

    string CodeVersion { get; }

    string Format { get; }

    /// <summary>The tables by their names.</summary>
    IReadOnlyDictionary<string, MarkedTable> Tables { get; }

    MarkedRejections? Rejected { get; }

    /// <summary>The keys of the manifests that the tables were made from.</summary>
    IReadOnlyList<string> Manifests { get; }

    /// <summary>Determines whether this marker is of later raw objects than another one of the same place.</summary>
    bool IsLaterThan(ITableMarker other);
}
