using Functions.Extract;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.S3;
using Pulumi.Aws.Sqs;

namespace Infra.Components;

internal sealed record ExtractionArgs(
    string Name,
    StackSettings Settings,
    AwsAccount Account,
    LakeBucket RawBucket,
    Secrets Secrets,
    UsersKeyParameter Users,
    Queue FailureQueue);

/// <summary>The function that reads Spotify and writes the raw zone, and the schedule that starts it.</summary>
internal sealed class Extraction : ComponentResource
{
    public Extraction(string name, ExtractionArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Extraction", name, options)
    {
        var function = new LakeFunction(
            $"{args.Name}-extract",
            new LakeFunctionArgs(
                Description: "Reads playlists from the Spotify Web API into the raw bucket",
                Handler: ExtractHandler.Name,
                MemorySize: args.Settings.ExtractMemorySize,
                Timeout: args.Settings.ExtractTimeout,
                // The function's lease lets one extraction run at a time. A new account may have a quota of 10
                // concurrent executions, of which none can be reserved.
                ReservedConcurrency: args.Settings.ReserveConcurrency ? 1 : null,
                LogRetentionDays: args.Settings.LogRetentionDays,
                Environment: Environment(args),
                Permissions:
                [
                    .. args.RawBucket.AllowRead("ReadPlaylistList", PlaylistList.Key),
                    .. args.RawBucket.AllowWriteBelow("WriteRawZone", RawSnapshot.Zone),
                    // Stored pages are never rewritten: a run that begins again describes those that it finds.
                    .. args.RawBucket.AllowReadBelow("ReadRawZone", RawSnapshot.Zone),
                    .. args.RawBucket.AllowReadBelow("ReadState", StateZone.OfExtraction),
                    .. args.RawBucket.AllowWriteBelow("WriteState", StateZone.OfExtraction),
                    .. args.RawBucket.AllowWriteBelow(
                        "RequestPublication", PublicationRequest.KeysOf(PublicationRequest.Extraction)),
                    .. args.RawBucket.AllowListForNotFound("TellMissingFromForbidden"),
                    .. args.Secrets.AllowRead("ReadSecrets"),
                    .. args.Secrets.AllowKeep("KeepRefreshToken"),
                    .. args.Users.AllowMake("MakeUsersKey"),
                    .. args.Users.IsUsed || args.Secrets.GivenRefreshToken is not null
                        ? args.Secrets.AllowEncrypt("WriteParameters")
                        : [],
                ],
                // The function itself repeats the requests that are worth it; a second whole run would call Spotify
                // while it is blocked.
                new FailedEvents(MaximumRetryAttempts: 0, args.FailureQueue),
                args.Account),
            new ComponentResourceOptions { Parent = this });

        (Function, Role) = (function.Function, function.Role);
        _ = new BucketObjectv2(
            $"{args.Name}-playlists",
            new BucketObjectv2Args
            {
                Bucket = args.RawBucket.BucketName,
                Key = PlaylistList.Key,
                Content = PlaylistList.Format(args.Settings.Playlists.Select(source => source.Text)),
                ContentType = PlaylistList.ContentType,
                // The provider sends no checksum by itself, and S3 locks no object without one.
                ChecksumAlgorithm = "SHA256",
            },
            args.RawBucket.ObjectOptions(this));

        Schedule = FunctionSchedule.Declare(
            $"{args.Name}-schedule", "When the playlists are read", args.Settings.Schedule, Function, this);

        if (args.Settings.Plays)
        {
            // Spotify keeps the last 50 plays: at 2.5 minutes each, those of two hours.
            PlaysSchedule = FunctionSchedule.Declare(
                $"{args.Name}-plays",
                "When the user's plays are read",
                "rate(1 hour)",
                Function,
                this,
                new EventTargetInputTransformerArgs
                {
                    InputPaths = { [ScheduledEvent.TimeVariable] = "$.time" },
                    InputTemplate = ScheduledEvent.PlaysTemplate,
                });
        }

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["function"] = Function.Name,
            ["schedule"] = Schedule.Name,
        });
    }

    public Function Function { get; }

    /// <summary>The execution role of the function.</summary>
    public Role Role { get; }
    public EventRule Schedule { get; }

    /// <summary>The rule that has plays read; null where none are.</summary>
    public EventRule? PlaysSchedule { get; }

    private static Dictionary<string, Input<string>> Environment(ExtractionArgs args)
    {
        var environment = new Dictionary<string, Input<string>>
        {
            [ExtractEnvironment.Stack] = args.Name,
            [ExtractEnvironment.RawBucket] = args.RawBucket.BucketName,
            [ExtractEnvironment.PlaylistListKey] = PlaylistList.Key,
            [ExtractEnvironment.ClientId] = args.Settings.ClientId,
            [ExtractEnvironment.ClientSecretParameter] = args.Secrets.ClientSecret.Name,
            [ExtractEnvironment.FirstDay] = args.Settings.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            [ExtractEnvironment.RequestsPerSecond] =
                args.Settings.RequestsPerSecond.ToString(CultureInfo.InvariantCulture),
            [ExtractEnvironment.MineLimit] = args.Settings.MineLimit.ToString(CultureInfo.InvariantCulture),
            [ExtractEnvironment.ApiBaseAddress] = args.Settings.ApiBaseAddress.AbsoluteUri,
            [ExtractEnvironment.AccountsBaseAddress] = args.Settings.AccountsBaseAddress.AbsoluteUri,
        };

        environment.WithRetention(args.Settings, ExtractEnvironment.RawRetentionDays);
        if (args.Settings.Plays)
        {
            environment[ExtractEnvironment.Plays] = "true";
        }

        if (args.Users.IsUsed)
        {
            environment[ExtractEnvironment.UsersKeyParameter] = args.Users.Name;
        }

        if (args.Secrets.RefreshToken is { } refreshToken)
        {
            environment[ExtractEnvironment.RefreshTokenParameter] = refreshToken.Name;
        }

        if (args.Secrets.GivenRefreshToken is { } given)
        {
            environment[ExtractEnvironment.GivenRefreshTokenParameter] = given.Name;
        }

        if (args.Secrets.Key is { } key)
        {
            environment[ExtractEnvironment.SecretsKey] = key.Arn;
        }

        if (args.Settings.AuthorizedOn is { } day)
        {
            environment[ExtractEnvironment.AuthorizedOn] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return environment;
    }
}
