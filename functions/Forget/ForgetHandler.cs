using Amazon.Lambda.Core;
using Amazon.SimpleSystemsManagement;

namespace Functions.Forget;

/// <summary>The handler of the forget function, which a person invokes: <c>dotnet dev.cs forget</c>. A step is done in
/// parts, as many as it needs, and may be repeated at any time.</summary>
public sealed class ForgetHandler
{
    // The caller waits on an open connection.
    private static readonly TimeSpan MaxAnswerTime = TimeSpan.FromMinutes(1);

    private readonly ForgetSettings _settings;
    private readonly IAmazonS3 _s3;
    private readonly TimeProvider _time;
    private readonly UsersKey _users;

    /// <summary>Creates the handler as Lambda does, once for many invocations, and reads the environment.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing. The message says what to do.</exception>
    public ForgetHandler()
        : this(ForgetSettings.From(FunctionEnvironment.OfProcess), new S3Client(), TimeProvider.System)
    {
    }

    /// <param name="parameters">Creates the client of Parameter Store; null for the usual one.</param>
    internal ForgetHandler(
        ForgetSettings settings,
        IAmazonS3 s3,
        TimeProvider time,
        Func<IAmazonSimpleSystemsManagement>? parameters = null)
    {
        (_settings, _s3, _time) = (settings, s3, time);
        _users = new UsersKey(
            settings.Users,
            settings.UsersKeyParameter,
            parameters ?? (() => new AmazonSimpleSystemsManagementClient()));
    }

    /// <summary>The handler string, from which Lambda finds this handler.</summary>
    public static string Name { get; } = HandlerName.Format<ForgetHandler>(nameof(HandleAsync));

    /// <summary>Does a part of a step.</summary>
    /// <param name="asked">The event, from <c>dotnet dev.cs forget</c>.</param>
    /// <param name="context">The log and the remaining time of the invocation.</param>
    /// <returns>The report, and the place to continue.</returns>
    /// <exception cref="ArgumentException">The event has an unknown step, or a wrong value.</exception>
    /// <exception cref="InvalidOperationException">S3 refuses, or an object cannot be read; the message names it. The
    /// next call goes on.</exception>
    public async Task<ForgetReport> HandleAsync(ForgetEvent asked, ILambdaContext context)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(context);

        asked.Check();
        using var deadline = Deadline.Create(context, _time);
        var users = asked.User is null ? UserIds.None : await _users.ReadAsync(deadline.Token);
        var subject = Subject.Of(asked, users.Form == StoredUsers.Hashed ? users.Of(asked.User) : null);
        var records = new ForgetRecords(_s3, _settings.RawBucket, _time);
        var open = await records.FindAsync(subject, deadline.Token);
        // The log has no data: this is the trace of who was here, with the request's id.
        context.Logger.LogWarning($"Somebody asks to {asked.Step} what is to be forgotten: {subject.Kind}");
        switch (asked.Step)
        {
            case ForgetEvent.Show:
                return await WalkAsync(removes: false);
            case ForgetEvent.Remove:
                open ??= await records.OpenAsync(subject, deadline.Token);
                return await WalkAsync(removes: true);
            case ForgetEvent.Erase when open is not null:
                await records.RequestErasureAsync(open, deadline.Token);
                return Report(isOpen: true);
            case ForgetEvent.Wait when open is not null:
                return Report(isOpen: !await records.IsErasedAsync(open, deadline.Token));
            case ForgetEvent.Close when open is not null:
                return Report(isOpen: !await records.CloseAsync(open, deadline.Token));
            case ForgetEvent.Erase or ForgetEvent.Wait or ForgetEvent.Close:
                return Report(isOpen: false);
            default:
                throw new ArgumentException(
                    $"The step is '{asked.Step}'. It is {ForgetEvent.Show}, {ForgetEvent.Remove}, "
                    + $"{ForgetEvent.Erase}, {ForgetEvent.Wait} or {ForgetEvent.Close}.");
        }

        async Task<ForgetReport> WalkAsync(bool removes)
        {
            var end = _time.GetUtcNow() + TimeSpan.FromTicks(
                Math.Min(MaxAnswerTime.Ticks, context.RemainingTime.Ticks / 2));
            var removal = new Removal(
                _s3, removes ? async () => open = await records.BeginAsync(open!, deadline.Token) : null);
            var pass = new ForgetPass(_s3, _settings, subject, removal, deadline.Token);
            string? next;
            try
            {
                next = await pass.WalkAsync(asked.After, () => _time.GetUtcNow() >= end);
            }
            finally
            {
                if (removes)
                {
                    await records.AddAsync(open!, removal.Found, CancellationToken.None);
                }
            }

            return new ForgetReport(
                removal.Found, removal.LockedUntil, pass.IsConfigured, next, open is not null);
        }

        static ForgetReport Report(bool isOpen) =>
            new(new Dictionary<string, int>(), null, Configured: false, Next: null, isOpen);
    }
}
