using System.Net;

namespace Amazon.Lambda.S3Events;

/// <summary>The event that S3 sends to a function about a bucket: see "Event message structure" in the Amazon S3 user
/// guide. Fields that a message lacks are null or the type's default.</summary>
public class S3Event
{
    /// <summary>The events; S3 sends one in each message, and guarantees no number.</summary>
    public List<S3EventNotificationRecord> Records { get; set; }

    public class S3EventNotificationRecord
    {
        /// <summary>The type of the event, for example <c>ObjectCreated:Put</c>.</summary>
        public string EventName { get; set; }

        /// <summary>The time at which S3 finished the request.</summary>
        public DateTime EventTime { get; set; }

        /// <summary>The bucket and the object.</summary>
        public S3Entity S3 { get; set; }
    }

    /// <summary>The bucket and the object of an event.</summary>
    public class S3Entity
    {
        public S3BucketEntity Bucket { get; set; }

        public S3ObjectEntity Object { get; set; }
    }

    public class S3BucketEntity
    {
        public string Name { get; set; }
    }

    public class S3ObjectEntity
    {
        /// <summary>The key as S3 sends it: URL-encoded, a space as <c>+</c>.</summary>
        public string Key { get; set; }

        public string KeyDecoded => WebUtility.UrlDecode(Key);
    }
}
