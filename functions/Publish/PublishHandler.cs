using Amazon.Lambda.Core;

namespace Functions.Publish;

/// <summary>The handler of the publish function: the steps of the publication that need the lake's objects. The state
/// machine invokes it, and Athena's statements do the work between two steps.</summary>
public sealed class PublishHandler
{
    private readonly PublicationSettings _settings;
    private readonly IAmazonS3 _s3;
    private readonly TimeProvider _time;

    /// <summary>Creates the handler as Lambda does, once for many invocations, and reads the environment.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing or wrong. The message says what to
    /// do.</exception>
    public PublishHandler()
        : this(PublicationSettings.From(FunctionEnvironment.OfProcess), new S3Client(), TimeProvider.System)
    {
    }

    internal PublishHandler(PublicationSettings settings, IAmazonS3 s3, TimeProvider time) =>
        (_settings, _s3, _time) = (settings, s3, time);

    /// <summary>The handler string, from which Lambda finds this handler.</summary>
    public static string Name { get; } = HandlerName.Format<PublishHandler>(nameof(HandleAsync));

    /// <summary>Does one step. A step may be repeated.</summary>
    /// <param name="asked">The step.</param>
    /// <param name="context">The log and the remaining time of the invocation.</param>
    /// <returns>The answer to the state machine.</returns>
    /// <exception cref="ArgumentException">There is no such step, or a value is missing or out of range.</exception>
    /// <exception cref="LeaseLostException">Another execution has the lease.</exception>
    /// <exception cref="InvalidOperationException">S3 refuses, or the request cannot be read; the message names
    /// it.</exception>
    public async Task<PublicationReport> HandleAsync(PublicationEvent asked, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(context);

        asked.Check();
        using var deadline = Deadline.Create(context, _time);
        var publication = new PublicationPlanner(_s3, _settings, asked);
        return asked.Step switch
        {
            PublicationEvent.Plan => await publication.PlanAsync(context.Logger, deadline.Token),
            PublicationEvent.Partitions => await publication.PartitionsAsync(deadline.Token),
            PublicationEvent.Record => await publication.RecordAsync(deadline.Token),
            PublicationEvent.Erased => await publication.RecordErasureAsync(deadline.Token),
            PublicationEvent.Release => await publication.ReleaseAsync(context.Logger, deadline.Token),
            PublicationEvent.Forget => await publication.ForgetAsync(context.Logger, deadline.Token),
            var step => throw new ArgumentException(
                $"The step is '{step}'. It is {PublicationEvent.Plan}, {PublicationEvent.Partitions}, "
                + $"{PublicationEvent.Record}, {PublicationEvent.Erased}, {PublicationEvent.Release} or "
                + $"{PublicationEvent.Forget}."),
        };
    }
}
