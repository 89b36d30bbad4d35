namespace Functions.Extract;

internal abstract record DownloadResult
{
    private DownloadResult()
    {
    }

    public sealed record Complete(OpenDownload Reading) : DownloadResult;

    /// <summary>The pages do not belong to one state of the playlist.</summary>
    public sealed record Changed(OpenDownload Abandoned, string Reason) : DownloadResult;
}
