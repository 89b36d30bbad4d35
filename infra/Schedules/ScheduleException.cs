namespace Infra.Schedules;

/// <summary>A schedule expression that EventBridge would refuse.</summary>
public sealed class ScheduleException(string message) : Exception(message);
