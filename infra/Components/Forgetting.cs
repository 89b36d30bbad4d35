using Functions.Forget;
using Infra.Policies;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;

namespace Infra.Components;

internal sealed record ForgettingArgs(
    string Name, StackSettings Settings, AwsAccount Account, Storage Storage, UsersKeyParameter Users);

/// <summary>The function with which a person forgets a playlist, a user or plays: the only one that deletes versions,
/// and that writes pages again. Nothing invokes it but who may by an IAM policy.</summary>
internal sealed class Forgetting : ComponentResource
{
    private const int MemorySize = 512;

    // Lambda's maximum: a large playlist is read and written in one part.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    public Forgetting(string name, ForgettingArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Forgetting", name, options)
    {
        var (raw, processed, results) = (args.Storage.Raw, args.Storage.Processed, args.Storage.QueryResults);
        var function = new LakeFunction(
            $"{args.Name}-forget",
            new LakeFunctionArgs(
                Description: "Forgets a playlist, a user or plays, when a person asks for it",
                Handler: ForgetHandler.Name,
                MemorySize,
                Timeout,
                ReservedConcurrency: null,
                LogRetentionDays: args.Settings.LogRetentionDays,
                Environment: new Dictionary<string, Input<string>>
                {
                    [ForgetEnvironment.RawBucket] = raw.BucketName,
                    [ForgetEnvironment.ProcessedBucket] = processed.BucketName,
                    [ForgetEnvironment.ResultsBucket] = results.BucketName,
                }
                .WithUsers(args.Users),
                Permissions:
                [
                    .. raw.AllowReadBelow("ReadRecords", [StateZone.Forgotten, StateZone.Publication]),
                    .. raw.AllowListVersions("ListRaw"),
                    .. raw.AllowReadVersionsBelow(
                        "ReadRaw",
                        [.. Zones.Raw, .. StateZone.OfExtraction, PublicationRequest.Prefix, PlaylistList.Key]),
                    .. raw.AllowRemoveBelow(
                        "RemoveRaw",
                        args.Settings.ObjectLockDays is not null,
                        [.. Zones.Raw, .. StateZone.OfExtraction, PublicationRequest.Prefix, PlaylistList.Key]),
                    .. raw.AllowWriteBelow(
                        "WriteAgain",
                        [.. Zones.Raw, StateZone.Forgotten, PublicationRequest.KeysOf(PublicationRequest.Forget)]),
                    .. processed.AllowListVersions("ListTables"),
                    .. processed.AllowReadVersionsBelow("ReadTables", [.. Zones.OfDays, .. Zones.OfMonths]),
                    .. processed.AllowRemoveBelow(
                        "RemoveTables", isLocked: false, [.. Zones.OfDays, .. Zones.OfMonths, ReplayZone.Prefix]),
                    .. results.AllowListVersions("ListResults"),
                    .. results.AllowRemoveBelow("RemoveResults", isLocked: false, [""]),
                    .. args.Users.AllowRead("ReadUsersKey"),
                ],
                // Who invokes it waits for the answer.
                Failed: null,
                args.Account),
            new ComponentResourceOptions { Parent = this });
        (Function, Role) = (function.Function, function.Role);

        RegisterOutputs(new Dictionary<string, object?> { ["function"] = Function.Name });
    }

    public Function Function { get; }
    public Role Role { get; }
}
