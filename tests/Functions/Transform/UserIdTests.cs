namespace Tests.Functions.Transform;

/// <summary>The ids of users in tables, in each form.</summary>
public sealed class UserIdTests
{
    private const string Parameter = TransformedSnapshot.UsersKey;

    private static readonly string Key = new('1', 64);

    private static readonly string[] Entries =
    [
        Entry("a", "\"wizzler\""), Entry("b", "\"\""), Entry("c", "null"), Entry("d", "\"w\\u0069zzler\""),
    ];

    [Fact]
    public async Task A_hash_is_of_the_key_and_the_id_and_an_unknown_id_stays_unknown()
    {
        var snapshot = await MakeAsync(StoredUsers.Hashed);

        var hash = Hash("wizzler");
        Assert.Equal(32, hash.Length);
        Assert.Equal([hash, null, null, hash], Column(snapshot, Tables.PlaylistEntries, "added_by"));
        Assert.Equal([Hash("spotify")], Column(snapshot, Tables.Playlists, "owner_id"));
    }

    [Fact]
    public async Task Plain_ids_are_those_that_Spotify_sent_and_none_are_unknown()
    {
        var plain = await MakeAsync(StoredUsers.Plain);
        var none = await MakeAsync(StoredUsers.None);

        Assert.Equal(["wizzler", null, null, "wizzler"], Column(plain, Tables.PlaylistEntries, "added_by"));
        Assert.Equal([null, null, null, null], Column(none, Tables.PlaylistEntries, "added_by"));
        Assert.Equal([null], Column(none, Tables.Playlists, "owner_id"));
    }

    [Theory]
    [InlineData("hashed", "null")]
    [InlineData("none", "null")]
    [InlineData("plain", """[{"added_by":{"id":"wizzler"}}]""")]
    public async Task A_rejected_record_has_no_id_of_a_user_and_the_marker_tells_the_form(string users, string record)
    {
        var snapshot = await MakeAsync(StoredUsers.Find(users)!, """[{"added_by":{"id":"wizzler"}}]""", "7");

        var lines = Encoding.UTF8.GetString(
            snapshot.S3[TransformedSnapshot.Processed, snapshot.S3.KeysOf(TransformedSnapshot.Processed).Single(
                key => key.StartsWith(RejectedZone.Prefix, StringComparison.Ordinal))]).Split('\n');
        Assert.EndsWith($"\"record\":{record}}}", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\"record\":7}", lines[1], StringComparison.Ordinal);
        Assert.Equal(users, SnapshotMarker.Parse(snapshot.S3[
            TransformedSnapshot.Processed,
            SnapshotMarker.KeyOf(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId)]).Users);
    }

    [Fact]
    public async Task Without_its_key_nothing_is_written_and_the_message_says_who_makes_it()
    {
        var snapshot = Create(StoredUsers.Hashed, Entries);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => snapshot.RunAsync());

        Assert.Contains($"Parameter {Parameter}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The extraction makes it", failure.Message, StringComparison.Ordinal);
        Assert.Empty(snapshot.S3.KeysOf(TransformedSnapshot.Processed));
    }

    private static async Task<TransformedSnapshot> MakeAsync(StoredUsers users, params string[] entries)
    {
        var snapshot = Create(users, entries is [] ? Entries : entries);
        snapshot.Parameters.Values[Parameter] = Key;
        await snapshot.RunAsync();
        return snapshot;
    }

    private static TransformedSnapshot Create(StoredUsers users, string[] entries)
    {
        var snapshot = new TransformedSnapshot { Users = users };
        snapshot.Store([Encoding.UTF8.GetBytes($$"""{"items":[{{string.Join(',', entries)}}]}""")]);
        return snapshot;
    }

    private static string Entry(string song, string user) =>
        $$$"""{"added_by":{"id":{{{user}}}},"track":{"id":"{{{song}}}"} }""";

    private static string Hash(string id) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Convert.FromHexString(Key), Encoding.UTF8.GetBytes(id)))[..32];

    private static IEnumerable<string?> Column(TransformedSnapshot snapshot, Table table, string column) =>
        snapshot.Rows(table).Select(row => row[column]);
}
