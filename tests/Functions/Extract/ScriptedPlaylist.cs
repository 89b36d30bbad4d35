namespace Tests.Functions.Extract;

internal sealed record ScriptedPlaylist(string Id, int Entries, int Version = 1)
{
    public string Owner { get; init; } = "owner";

    /// <summary>The status of a refusal, for 403 of its entries only; null if it is not refused.</summary>
    public (int Status, string Message)? Refusal { get; init; }

    /// <summary>The version of its snapshot_id after an edit that changes the entries only; null if it is the
    /// same.</summary>
    public int? ToldVersion { get; init; }

    public string SnapshotId =>
        string.Create(CultureInfo.InvariantCulture, $"{Id[0]}/{ToldVersion ?? Version}+=");

    public string Entry(int position) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"item":{"type":"track","id":"{{Id[0]}}{{Version:D3}}{{position:D18}}","name":"é {{position}}"},"added_at":null}""");

    /// <summary>A page, with white space that no serializer would keep.</summary>
    public byte[] Page(int offset, int limit) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{ "offset":{{offset}}, "limit":{{limit}}, "items":[{{Items(offset, limit)}}], "total":{{Entries}} }"""));

    public string Items(int offset, int limit) =>
        string.Join(", ", Enumerable.Range(offset, Math.Clamp(Entries - offset, 0, limit)).Select(Entry));

    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{Id}}","name":"Liste {{Id[0]}}","owner":{"id":"{{Owner}}"},"snapshot_id":"{{SnapshotId}}"}""");
}
