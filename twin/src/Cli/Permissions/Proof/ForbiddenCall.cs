using Functions.Lake;
using Twin.Aws.Iam;
using Twin.Aws.S3;
using Twin.Declaration.Policies;

namespace Twin.Cli.Permissions.Proof;

/// <summary>A call that a denial alone forbids: the caller's own policies allow everything. No run makes it, so the
/// twin's IAM is asked about it.</summary>
/// <param name="Statement">The denial: the name of the resource without the stack's, and the Sid.</param>
/// <param name="Caller">The role's name without the stack's, or of one that the stack does not declare.</param>
/// <param name="Part">The key of an object; empty for the resource itself.</param>
/// <param name="Context">The condition keys of the call.</param>
/// <param name="Action">The action; null for any that is denied.</param>
internal sealed record ForbiddenCall(
    string Statement, string Caller, string Part, RequestContext Context, string? Action = null)
{
    private const string Somebody = "administrator";

    private static readonly ImmutableArray<(string Resource, string Policy)> Targets =
    [
        (ResourceTypes.Bucket, ResourceTypes.BucketPolicy),
        (ResourceTypes.Queue, ResourceTypes.QueuePolicy),
        (ResourceTypes.Topic, ResourceTypes.TopicPolicy),
    ];

    private static RequestContext InPlainText => new RequestContext().With("aws:SecureTransport", "false");

    private static RequestContext Once => S3Access.WriteContext().With("s3:if-none-match", "*");

    private static readonly ImmutableArray<ForbiddenCall> All =
    [
        new("failures TlsOnly", Somebody, "", InPlainText, "sqs:SendMessage"),
        new("alarms TlsOnly", Somebody, "", InPlainText),
        .. from bucket in (string[])["raw", "processed", "query-results"]
           from call in (ForbiddenCall[])
           [
               new("TlsOnly", Somebody, "", InPlainText, "s3:ListBucket"),
               new("TlsOnly", Somebody, "any", InPlainText, "s3:GetObject"),
               new(
                   "NoKeysOfWriters", Somebody, "any",
                   Once.With("s3:x-amz-server-side-encryption-customer-algorithm", "AES256")),
               new(
                   "NoForeignKeys", Somebody, "any",
                   S3Access.WriteContext(new(ObjectEncryption.Kms, ObjectEncryption.DefaultKey, UsesBucketKey: true))),
           ]
           select call with { Statement = $"{bucket} {call.Statement}" },
        .. Writes(
            "raw ExtractionOnly", "import",
            [RawSnapshot.Zone, .. StateZone.OfExtraction, PublicationRequest.KeysOf(PublicationRequest.Extraction)]),
        .. Writes("raw PublicationOnly", "extract", [StateZone.Publication, StateZone.PublicationLease]),
        .. Writes(
            "raw ImportsOnly", "extract", [ImportZone.Prefix, PublicationRequest.KeysOf(PublicationRequest.Import)]),
        .. Writes("raw ReplayRequestsOnly", "extract", [PublicationRequest.KeysOf(PublicationRequest.Replay)]),
        .. Writes(
            "raw ForgettingOnly", "extract",
            [StateZone.Forgotten, PublicationRequest.KeysOf(PublicationRequest.Forget)]),
        .. Writes("raw RequestsOnly", Somebody, [PublicationRequest.KeysOf("another")]),
        .. Writes("processed WritersOfPlaysOnly", "extract", Zones.OfMonths),
        .. Writes("processed WritersOfDaysOnly", "extract", Zones.OfDays),
        .. Writes("processed ReplaysOnly", "transform", [ReplayZone.Prefix]),
        .. Writes("processed PublicationOnly", "transform", ["analytics/play_history/data/"]),
        .. from write in Writes("raw WrittenOnce", "extract", [RawSnapshot.Zone, PublicationRequest.Prefix])
               .Concat(Writes("raw WrittenOnce", "import", [ImportZone.Prefix]))
               .Concat(Writes("processed WrittenOverKnown", "transform", Zones.Markers))
           select write with { Context = S3Access.WriteContext() },
    ];

    /// <summary>The calls that a denial forbids; none for a statement that allows.</summary>
    public static ImmutableArray<ForbiddenCall> Of(Grant denial) =>
    [
        .. from call in All
           where call.Statement == $"{denial.Owner} {denial.Statement}"
           select call with { Action = call.Action ?? denial.Action },
    ];

    /// <summary>Determines whether the policy of the resource refuses the call.</summary>
    public bool IsRefused(DeclaredStack stack)
    {
        var named = stack.Resources.ToLookup(Grant.OwnerOf)[Statement.Split(' ')[0]].ToLookup(found => found.Type);
        var resource = Targets.SelectMany(target => named[target.Resource]).Single().Arn;

        // Without declared roles, whoever calls may do everything.
        var access = new AccessControl(stack.AccountId);
        foreach (var policy in Targets.SelectMany(target => named[target.Policy]))
        {
            access.AddResourcePolicy(resource, Grant.PolicyOf(policy));
        }

        var role = stack.OfType(ResourceTypes.Role).FirstOrDefault(role => Grant.OwnerOf(role) == Caller);
        var caller = access.Administrator(role?.Arn.Split(":role/")[^1] ?? Caller, "proof");
        var arn = Part.Length == 0 ? resource : $"{resource}/{Part}";
        return !access.Authorize(caller, Action!, arn, Context).IsAllowed;
    }

    public override string ToString() => $"{Caller}: {Action}{(Part.Length == 0 ? "" : $" on {Part}")}";

    private static IEnumerable<ForbiddenCall> Writes(string statement, string caller, IEnumerable<string> keys) =>
        keys.Select(key => new ForbiddenCall(statement, caller, key.Replace('*', 'x'), Once));
}
