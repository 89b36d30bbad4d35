using System.Collections.Immutable;
using Infra;
using Twin.Cli.Operations;
using Twin.Host.Loading;

namespace Twin.Cli.Verification;

/// <summary>The deployed stack to verify, with the names of its resources.</summary>
internal sealed class VerifyTarget
{
    /// <summary>Reads all names at once, so that a missing one ends the command before anything is started.</summary>
    /// <param name="stack">The deployed stack.</param>
    /// <param name="isReadOnly">True if nothing may be started or sent.</param>
    /// <exception cref="InputException">The stack was deployed by an earlier version, without some of them.</exception>
    public VerifyTarget(StackAccess stack, bool isReadOnly)
    {
        var outputs = stack.Outputs;
        (Stack, IsReadOnly, Lake) = (stack, isReadOnly, new LakeReader(stack.Aws));
        RawBucket = outputs.Text(nameof(SpotifyStack.RawBucket));
        ProcessedBucket = outputs.Text(nameof(SpotifyStack.ProcessedBucket));
        ExtractFunction = outputs.Text(nameof(SpotifyStack.ExtractFunction));
        TransformFunction = outputs.Text(nameof(SpotifyStack.TransformFunction));
        RepairFunction = outputs.Text(nameof(SpotifyStack.RepairFunction));
        PublishFunction = outputs.Text(nameof(SpotifyStack.PublishFunction));
        Publication = outputs.Text(nameof(SpotifyStack.Publication));
        Database = outputs.Text(nameof(SpotifyStack.Database));
        Crawler = outputs.Text(nameof(SpotifyStack.Crawler));
        WorkGroup = outputs.Text(nameof(SpotifyStack.WorkGroup));
        NamedQueries = outputs.Map(nameof(SpotifyStack.NamedQueries));
        AlarmTopic = outputs.Text(nameof(SpotifyStack.AlarmTopic));
    }

    /// <summary>The access to it.</summary>
    public StackAccess Stack { get; }

    /// <summary>The AWS CLI.</summary>
    public AwsCli Aws => Stack.Aws;

    /// <summary>The objects of its buckets.</summary>
    public LakeReader Lake { get; }

    /// <summary>True if nothing may be started or sent.</summary>
    public bool IsReadOnly { get; }

    /// <summary>The raw bucket.</summary>
    public string RawBucket { get; }

    /// <summary>The processed bucket.</summary>
    public string ProcessedBucket { get; }

    /// <summary>The function that reads Spotify.</summary>
    public string ExtractFunction { get; }

    /// <summary>The function that writes the tables.</summary>
    public string TransformFunction { get; }

    /// <summary>The function that makes missing tables.</summary>
    public string RepairFunction { get; }

    /// <summary>The function that plans and records the publication.</summary>
    public string PublishFunction { get; }

    /// <summary>The ARN of the state machine that publishes.</summary>
    public string Publication { get; }

    /// <summary>The Glue database.</summary>
    public string Database { get; }

    /// <summary>The crawler; empty where none is configured.</summary>
    public string Crawler { get; }

    /// <summary>The Athena work group.</summary>
    public string WorkGroup { get; }

    /// <summary>The named queries' ids, by name.</summary>
    public ImmutableSortedDictionary<string, string> NamedQueries { get; }

    /// <summary>The ARN of the topic of the alarms.</summary>
    public string AlarmTopic { get; }
}
