// SPDX-License-Identifier: Apache-2.0
// session.h - one connection, one request at a time. For http_server.cc alone.
#pragma once

#include <array>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "adapters/serve/http_server.h"
#include "adapters/serve/log.h"
#include "adapters/serve/problem.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::serve {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using std::chrono::steady_clock;

using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

/// Reads a head strictly, lets the service admit it, gives the body away as it
/// comes, writes the reply. Requests that were sent ahead are not read: a
/// connection with bytes behind a request is closed after its reply, so that
/// nothing hides in them.
/// Threads: the network's alone.
template <class Stream>
class Session : public std::enable_shared_from_this<Session<Stream>> {
 public:
  Session(Stream stream, const WireOptions& options, Service* service,
          std::shared_ptr<void> place)
      : stream_(std::move(stream)),
        timer_(stream_.get_executor()),
        options_(options),
        service_(*service),
        place_(std::move(place)) {}

  void Start() {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      Expire(options_.head_seconds);
      stream_.async_handshake(asio::ssl::stream_base::server,
                              [self = this->shared_from_this()](error_code ec) {
                                if (!ec) self->NextRequest();
                              });
    } else {
      NextRequest();
    }
  }

 private:
  /// Answers 503 if the work it was made for was dropped.
  struct Pending {
    std::shared_ptr<Session> session;
    bool answered = false;
    ~Pending() {
      if (answered) return;
      session->Later(ComeBack(503, "draining", "send it again", 5));
    }
  };

  void Expire(int seconds) {
    beast::get_lowest_layer(stream_).expires_after(
        std::chrono::seconds(seconds));
  }

  void NextRequest() {
    head_ = RequestHead();
    request_ = Request();
    who_ = Principal();
    id_.clear();
    parser_.reset();
    file_.reset();
    body_bytes_ = 0;
    Expire(options_.idle_seconds);
    ReadHead();
  }

  void ReadHead() {
    stream_.async_read_some(
        buffer_.prepare(kPiece),
        [self = this->shared_from_this()](error_code ec, size_t bytes) {
          self->OnHead(ec, bytes);
        });
  }

  void OnHead(error_code ec, size_t bytes) {
    if (ec) return TellSlow(ec);  // Beast has closed it by then
    if (buffer_.size() == 0) {
      begun_ = steady_clock::now();
      Expire(options_.head_seconds);
    }
    buffer_.commit(bytes);
    const std::string_view all = Buffered();
    constexpr std::string_view kEmptyLine = "\r\n\r\n";
    const size_t end = all.find(kEmptyLine);
    if (end == all.npos) {
      if (all.size() < kHeadMax) return ReadHead();
      return End(Problem(431, "head-size", "the head is too large"));
    }
    std::string why;
    const int status =
        serve::ReadHead(all.substr(0, end + kEmptyLine.size()), &head_, &why);
    if (status != 0 || end > kHeadMax) {
      return End(Problem(status == 0 ? 431 : status, "framing", why));
    }
    std::optional<Reply> refusal = service_.Admit(head_, &request_);
    id_ = request_.id;
    if (refusal) {
      if (refusal->status == 401 || head_.has_body()) {
        return End(*std::move(refusal));
      }
    }
    parser_.emplace();
    parser_->header_limit(2 * kHeadMax);
    parser_->body_limit(boost::none);
    buffer_.consume(parser_->put(buffer_.data(), ec));
    if (ec || !parser_->is_header_done()) {
      return End(Problem(400, "framing", "the head cannot be read"));
    }
    if (refusal) return Answer(*std::move(refusal));
    who_ = request_.who;
    BeginBody();
  }

  void TellSlow(error_code ec) {
    if (ec == beast::error::timeout && (parser_ || buffer_.size() > 0)) {
      service_.metrics().Refused("slow");
    }
  }

  void BeginBody() {
    if (request_.route->body == BodyKind::kFile && head_.has_body()) {
      file_ = std::make_shared<Spool::Incoming>(service_.Receive());
    }
    body_begun_ = steady_clock::now();
    if (head_.expects_continue && head_.has_body() && buffer_.size() == 0) {
      static constexpr std::string_view kContinue =
          "HTTP/1.1 100 Continue\r\n\r\n";
      asio::async_write(
          stream_, asio::buffer(kContinue),
          [self = this->shared_from_this()](error_code ec, size_t) {
            if (!ec) self->ReadBody();
          });
      return;
    }
    ReadBody();
  }

  void ReadBody() {
    if (parser_->is_done()) return Carry();
    parser_->get().body().data = piece_.data();
    parser_->get().body().size = piece_.size();
    parser_->get().body().more = true;
    Expire(options_.body_seconds);
    http::async_read_some(stream_, buffer_, *parser_,
                          [self = this->shared_from_this()](
                              error_code ec, size_t) { self->OnBody(ec); });
  }

  void OnBody(error_code ec) {
    if (ec == http::error::need_buffer) ec = {};
    TellSlow(ec);
    if (ec == beast::error::timeout || ec == asio::error::eof ||
        ec == http::error::partial_message ||
        ec == asio::error::connection_reset) {
      return;  // nobody waits for an answer
    }
    if (ec) return End(Problem(400, "framing", "the body cannot be read"));
    const std::string_view bytes(piece_.data(),
                                 piece_.size() - parser_->get().body().size);
    body_bytes_ += bytes.size();
    if (body_bytes_ > service_.BodyMax(*request_.route) &&
        !Planted("a body has no limit")) {
      return End(Problem(413, "body-size", "the body is too large"));
    }
    if (file_ != nullptr) {
      file_->Append(bytes);
    } else {
      request_.body += bytes;
    }
    const auto took = std::chrono::duration_cast<std::chrono::seconds>(
                          steady_clock::now() - body_begun_)
                          .count();
    const int64_t counted = took - options_.body_seconds;
    if (counted > 0 && !Planted("a slow body is waited for") &&
        body_bytes_ < static_cast<uint64_t>(counted) * options_.body_rate) {
      return End(Problem(408, "slow", "the body comes too slowly"));
    }
    ReadBody();
  }

  void Carry() {
    beast::get_lowest_layer(stream_).expires_never();
    auto pending = std::make_shared<Pending>();
    pending->session = this->shared_from_this();
    service_.Handle(std::move(request_), std::move(file_),
                    [pending](Reply reply) {
                      pending->answered = true;
                      pending->session->Later(std::move(reply));
                    });
  }

  /// Answers from whatever thread.
  void Later(Reply reply) {
    asio::post(stream_.get_executor(), [self = this->shared_from_this(),
                                        reply = std::move(reply)]() mutable {
      self->Answer(std::move(reply));
    });
  }

  void Answer(Reply reply) {
    if (reply.wait || reply.events) {
      reply_ = std::move(reply);
      return reply_.events ? BeginEvents() : Wait();
    }
    Write(std::move(reply), head_.keep_alive && buffer_.size() == 0 &&
                                parser_ && parser_->is_done() &&
                                !service_.draining());
  }

  /// Answers and closes: what else comes is not understood.
  void End(Reply reply) {
    service_.metrics().Refused(std::to_string(reply.status));
    Write(std::move(reply), false);
  }

  void Wait() {
    timer_.expires_after(std::chrono::milliseconds(kWaitMilliseconds));
    timer_.async_wait([self = this->shared_from_this()](error_code ec) {
      if (ec) return;
      Reply reply;
      const bool draining = self->service_.draining();
      if (self->reply_.wait(&reply)) return self->Answer(std::move(reply));
      if (draining) {
        return self->Answer(ComeBack(503, "draining", "ask again", 5));
      }
      self->Wait();
    });
  }

  void Write(Reply reply, bool keep) {
    response_.emplace(http::int_to_status(static_cast<unsigned>(reply.status)),
                      11U);
    response_->reason(std::string(ReasonOf(reply.status)));
    response_->set(http::field::content_type, reply.type);
    response_->set(http::field::cache_control, "no-store");
    response_->set("X-Content-Type-Options", "nosniff");
    if (!id_.empty()) response_->set("X-Request-Id", id_);
    for (const auto& [name, value] : reply.headers) response_->set(name, value);
    response_->keep_alive(keep);
    response_->body() = std::move(reply.body);
    response_->prepare_payload();
    Tell(reply.status);
    Expire(options_.idle_seconds);
    http::async_write(
        stream_, *response_,
        [self = this->shared_from_this(), keep](error_code ec, size_t) {
          if (ec) return;
          if (keep) return self->NextRequest();
          self->Close();
        });
  }

  void Tell(int status) {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
        steady_clock::now() - begun_);
    // The request itself may be with whoever carries it out.
    const Route* const route = FindRoute(head_.method, head_.segments).route;
    const std::string_view operation = route == nullptr ? "none" : route->id;
    service_.metrics().CountRequest(operation, status, took);
    Log("info", "request",
        JsonObject()
            .TextIfAny("request", id_)
            .Text("operation", operation)
            .Number("status", static_cast<uint64_t>(status))
            .TextIfAny("tenant", who_.tenant)
            .TextIfAny("key", who_.key)
            .Number("bytes_in", body_bytes_)
            .Number("microseconds", static_cast<uint64_t>(took.count())));
  }

  void BeginEvents() {
    static constexpr std::string_view kEventsHead =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n\r\n";
    Tell(200);
    more_ = true;
    out_ = kEventsHead;
    quiet_since_ = steady_clock::now();
    WriteEvents();
  }

  void WriteEvents() {
    Expire(options_.idle_seconds);
    asio::async_write(stream_, asio::buffer(out_),
                      [self = this->shared_from_this()](error_code ec, size_t) {
                        if (ec) return;
                        if (!self->more_) return self->Close();
                        beast::get_lowest_layer(self->stream_).expires_never();
                        self->NextEvents();
                      });
  }

  void NextEvents() {
    timer_.expires_after(std::chrono::milliseconds(kWaitMilliseconds));
    timer_.async_wait([self = this->shared_from_this()](error_code ec) {
      if (ec) return;
      self->out_.clear();
      self->more_ =
          self->reply_.events(&self->out_) && !self->service_.draining();
      const auto now = steady_clock::now();
      if (self->out_.empty() && self->more_) {
        if (now - self->quiet_since_ < std::chrono::seconds(kBeatSeconds)) {
          return self->NextEvents();
        }
        self->out_ = ":\n\n";  // so that proxies keep the connection
      }
      self->quiet_since_ = now;
      self->WriteEvents();
    });
  }

  /// Closes our side, then reads a little of what still comes, so that the
  /// reply is not lost with a reset.
  void Close() {
    Expire(kLingerSeconds);
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      stream_.async_shutdown([self = this->shared_from_this()](error_code) {});
    } else {
      error_code ignored;
      stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
      Linger();
    }
  }

  void Linger() {
    stream_.async_read_some(
        asio::buffer(piece_),
        [self = this->shared_from_this()](error_code ec, size_t bytes) {
          self->lingered_ += bytes;
          if (!ec && self->lingered_ < kLingerBytes) self->Linger();
        });
  }

  std::string_view Buffered() const {
    const auto data = buffer_.data();
    return {static_cast<const char*>(data.data()), data.size()};
  }

  static constexpr size_t kPiece = size_t{64} << 10;
  static constexpr int kWaitMilliseconds = 20;
  static constexpr int kBeatSeconds = 15;
  static constexpr int kLingerSeconds = 2;
  static constexpr uint64_t kLingerBytes = uint64_t{8} << 20;

  Stream stream_;
  asio::steady_timer timer_;
  const WireOptions& options_;
  Service& service_;
  std::shared_ptr<void> place_;  // among the connections
  beast::flat_buffer buffer_;
  std::array<char, kPiece> piece_{};
  RequestHead head_;
  Request request_;
  Principal who_;
  std::string id_;  // of the request
  std::optional<http::request_parser<http::buffer_body>> parser_;
  std::optional<http::response<http::string_body>> response_;
  std::shared_ptr<Spool::Incoming> file_;
  Reply reply_;
  std::string out_;
  bool more_ = false;
  uint64_t body_bytes_ = 0, lingered_ = 0;
  steady_clock::time_point begun_ = steady_clock::now(), body_begun_,
                           quiet_since_;
};

}  // namespace cashmatch::serve
