namespace Functions.Extract;

/// <summary>The result of reading the pages of one snapshot.</summary>
internal abstract record DownloadResult
{
    private DownloadResult()
    {
    }

    /// <summary>All pages are stored.</summary>
    /// <param name="Reading">The reading with its pages.</param>
    public sealed record Complete(OpenDownload Reading) : DownloadResult;

    /// <summary>The pages do not belong to one state of the playlist.</summary>
    /// <param name="Abandoned">The reading that nobody may continue.</param>
    /// <param name="Reason">The sign of another state, in words.</param>
    public sealed record Changed(OpenDownload Abandoned, string Reason) : DownloadResult;
}
