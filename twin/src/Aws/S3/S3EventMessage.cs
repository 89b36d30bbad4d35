namespace Twin.Aws.S3;

/// <summary>S3's events in the two formats that AWS delivers ("Event message structure" in the S3 user
/// guide).</summary>
/// <param name="AccountId">The account of the bucket and the writer.</param>
internal sealed record S3EventMessage(string Region, string AccountId)
{
    private const string SourceAddress = "127.0.0.1";

    /// <summary>The event in the format of a bucket notification to a function: one record, with the key
    /// URL-encoded.</summary>
    /// <param name="configurationId">The id of the notification that matched.</param>
    public JsonObject ToNotification(ObjectCreated created, string configurationId) => new()
    {
        ["Records"] = new JsonArray(new JsonObject
        {
            ["eventVersion"] = "2.1",
            ["eventSource"] = "aws:s3",
            ["awsRegion"] = Region,
            ["eventTime"] = Time(created, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            ["eventName"] = ObjectCreated.EventName,
            ["userIdentity"] = new JsonObject { ["principalId"] = "AWS:" + created.Principal.PrincipalId },
            ["requestParameters"] = new JsonObject { ["sourceIPAddress"] = SourceAddress },
            ["responseElements"] = new JsonObject
            {
                ["x-amz-request-id"] = created.RequestId,
                ["x-amz-id-2"] = ExtendedId(created.RequestId),
            },
            ["s3"] = new JsonObject
            {
                ["s3SchemaVersion"] = "1.0",
                ["configurationId"] = configurationId,
                ["bucket"] = new JsonObject
                {
                    ["name"] = created.Bucket,
                    ["ownerIdentity"] = new JsonObject { ["principalId"] = OwnerId },
                    ["arn"] = ArnOf(created.Bucket),
                },
                ["object"] = ObjectOf(created, EncodeKey(created.Key), "eTag", "versionId"),
            },
        }),
    };

    /// <summary>The event in EventBridge's format; the key is not encoded.</summary>
    public JsonObject ToEventBridge(ObjectCreated created) => new()
    {
        ["version"] = "0",
        ["id"] = IdOf(created),
        ["detail-type"] = "Object Created",
        ["source"] = "aws.s3",
        ["account"] = AccountId,
        ["time"] = Time(created, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ["region"] = Region,
        ["resources"] = new JsonArray(ArnOf(created.Bucket)),
        ["detail"] = new JsonObject
        {
            ["version"] = "0",
            ["bucket"] = new JsonObject { ["name"] = created.Bucket },
            ["object"] = ObjectOf(created, created.Key, "etag", "version-id"),
            ["request-id"] = created.RequestId,
            ["requester"] = AccountId,
            ["source-ip-address"] = SourceAddress,
            ["reason"] = "PutObject",
        },
    };

    /// <summary>Encodes a key as S3 does in a notification: as in an HTML form, with <c>+</c> for a space, but with
    /// slashes kept.</summary>
    public static string EncodeKey(string key)
    {
        var encoded = new StringBuilder(key.Length);
        foreach (var value in Encoding.UTF8.GetBytes(key))
        {
            var letter = (char)value;
            if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '*' or '/')
            {
                encoded.Append(letter);
            }
            else if (letter == ' ')
            {
                encoded.Append('+');
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
            }
        }

        return encoded.ToString();
    }

    /// <summary>The extended request id, the second id of every request to S3.</summary>
    internal static string ExtendedId(string requestId) =>
        Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(requestId)));

    // The format of S3's canonical user ids.
    private string OwnerId => "A" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(AccountId)))[..13];

    private static string ArnOf(string bucket) => $"arn:aws:s3:::{bucket}";

    private static string Time(ObjectCreated created, string format) =>
        created.Time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    private static JsonObject ObjectOf(ObjectCreated created, string key, string etagName, string versionName)
    {
        var described = new JsonObject { ["key"] = key, ["size"] = created.Size, [etagName] = created.ETag };
        if (created.VersionId is not null)
        {
            described[versionName] = created.VersionId;
        }

        described["sequencer"] = created.Sequencer;
        return described;
    }

    // The id is the same for the same write, so that two runs give the same events.
    private static string IdOf(ObjectCreated created) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{created.Bucket}/{created.Key} {created.RequestId} {created.Sequencer}")).AsSpan(0, 16)).ToString();
}
